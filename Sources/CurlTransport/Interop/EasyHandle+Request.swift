internal import CCurl
internal import HTTPTransport

extension EasyHandle {
    /// Sets everything that a request asks for.
    mutating func prepare(_ request: HTTPRequest, _ body: PreparedBody?, userAgent: String) {
        set(CURLOPT_URL, request.url)
        setConnectBackstop(request.limits.connect)
        setMethod(request.method, body)
        setList(CURLOPT_HTTPHEADER, Self.headerLines(of: request, userAgent: userAgent))
    }

    /// Our own timer is the limit; libcurl's default of 300 s must not end a longer or unlimited wait before it.
    private func setConnectBackstop(_ limit: Duration?) {
        let seconds = limit.map { $0.components.seconds + 5 } ?? Int64(Int32.max / 1000)
        set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(seconds, Int64(Int32.max / 1000))) * 1000)
    }

    private mutating func setMethod(_ method: String, _ body: PreparedBody?) {
        switch (method, body) {
        case ("HEAD", nil): set(CURLOPT_NOBODY, 1)
        case ("GET", nil): set(CURLOPT_HTTPGET, 1)
        case (_, .whole(let bytes)): setBody(bytes)
        case (_, .upload(let upload)): setUpload(size: upload.size)
        case ("POST", nil): setBody([])
        case (_, nil): break
        }
        let isKnown = method == "POST" || body == nil && (method == "HEAD" || method == "GET")
        if !isKnown { set(CURLOPT_CUSTOMREQUEST, method) }
    }

    private static func headerLines(of request: HTTPRequest, userAgent: String) -> [String] {
        let fields = request.fields
        // libcurl's own values of these are wrong for an API; `Name:` with nothing behind it sends none.
        var lines = ["Expect:"]
        if fields["Accept"] == nil { lines.append("Accept:") }
        if fields["Content-Type"] == nil { lines.append("Content-Type:") }
        if fields["User-Agent"] == nil && !userAgent.isEmpty { lines.append("User-Agent: \(userAgent)") }
        // `Name;` is how libcurl is asked for an empty value.
        lines += fields.all.map {
            $0.value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? "\($0.name);" : "\($0.name): \($0.value)"
        }
        return lines
    }
}
