internal import CCurl
internal import HTTPTransport

extension EasyHandle {
    /// Whether a request may have a handle that others had: all that it asks for is asked for anew each time.
    static func isPlain(_ method: String, _ body: PreparedBody?) -> Bool {
        switch body {
        case .whole(let bytes): method == "POST" && !bytes.isEmpty
        case .upload: false
        case nil: method == "GET"
        }
    }

    /// Sets everything that a request asks for.
    ///
    /// Nil for the URL makes libcurl read it.
    func prepare(_ request: HTTPRequest, _ body: PreparedBody?, url: ParsedURL?, userAgent: String) {
        setURL(request.url, url)
        setConnectBackstop(request.limits.connect)
        setMethod(request.method, body)
        setFields(request.fields, userAgent: userAgent)
    }

    /// Our own timer is the limit; libcurl's must not end the wait before it.
    ///
    /// Zero is libcurl's default of 300 s, and where that is enough, no timer: one that is set stays in libcurl's tree for
    /// as long as the stream lasts, and each turn works its way through the tree.
    private func setConnectBackstop(_ limit: Duration?) {
        let seconds = limit.map { $0.components.seconds + 5 } ?? Int64(Int32.max / 1000)
        set(CURLOPT_CONNECTTIMEOUT_MS, seconds <= 300 ? 0 : Int(min(seconds, Int64(Int32.max / 1000))) * 1000)
    }

    private func setMethod(_ method: String, _ body: PreparedBody?) {
        if !Self.isPlain(method, body) { becameSpecial() }
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

    private func setFields(_ fields: HTTPFields, userAgent: String) {
        setHeaders { lines in
            // libcurl's own values of these are wrong for an API.
            lines.omit("Expect")
            if fields["Accept"] == nil { lines.omit("Accept") }
            if fields["Content-Type"] == nil { lines.omit("Content-Type") }
            if !userAgent.isEmpty, fields["User-Agent"] == nil { lines.add("User-Agent", userAgent) }
            // By position, since a loop over the elements copies each of them.
            for position in fields.all.indices { lines.add(fields.all[position].name, fields.all[position].value) }
        }
    }
}
