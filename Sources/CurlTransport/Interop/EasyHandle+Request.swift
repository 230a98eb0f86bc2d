internal import CCurl
internal import HTTPTransport

extension EasyHandle {
    /// Sets everything that a request and the transport's configuration ask for.
    mutating func prepare(_ request: HTTPRequest, _ configuration: CurlTransport.Configuration, _ library: CurlLibrary)
    {
        set(CURLOPT_URL, request.url)
        setSafety()
        setConnection(configuration, library)
        setTrust(configuration, library)
        setConnectBackstop(request.limits.connect)
        setMethod(request)
        setHeaderLines(Self.headerLines(of: request, userAgent: configuration.userAgent))
    }

    private func setSafety() {
        set(CURLOPT_NOSIGNAL, 1)
        set(ccurl_opt_quick_exit, 1)
        if !set(ccurl_opt_protocols_str, "http,https") { set(CURLOPT_PROTOCOLS, ccurl_proto_http_https) }
        if !set(ccurl_opt_redir_protocols_str, "http,https") { set(CURLOPT_REDIR_PROTOCOLS, ccurl_proto_http_https) }
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        set(CURLOPT_HTTP09_ALLOWED, 0)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_NETRC, 0)
    }

    private func setConnection(_ configuration: CurlTransport.Configuration, _ library: CurlLibrary) {
        let wantsHTTP2 = configuration.httpVersion == .http2 && library.speaksHTTP2
        set(CURLOPT_HTTP_VERSION, wantsHTTP2 ? ccurl_http_version_2_tls : ccurl_http_version_1_1)
        if wantsHTTP2 { set(CURLOPT_PIPEWAIT, 1) }
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_TCP_KEEPIDLE, 30)
        set(CURLOPT_TCP_KEEPINTVL, 10)
        // Since 8.7 a request with a body keeps a buffer of this size until the stream ends; this is the smallest.
        set(CURLOPT_UPLOAD_BUFFERSIZE, 16_384)
        set(CURLOPT_MAXAGE_CONN, Int(configuration.maximumIdleAge.components.seconds))
        if let path = configuration.unixSocketPath { set(CURLOPT_UNIX_SOCKET_PATH, path) }
        switch configuration.proxy {
        case .none: set(CURLOPT_PROXY, "")
        case .environment: break
        case .url(let proxy): set(CURLOPT_PROXY, proxy)
        }
    }

    private func setTrust(_ configuration: CurlTransport.Configuration, _ library: CurlLibrary) {
        guard library.speaksTLS else { return }
        set(CURLOPT_SSLVERSION, ccurl_sslversion_tls_1_2)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(ccurl_opt_ca_cache_timeout, -1)
        // A folder of certificates is parsed again for every connection (47 ms); a file is parsed once.
        if let file = configuration.caFile ?? string(ccurl_info_cainfo) {
            set(CURLOPT_CAINFO, file)
            set(CURLOPT_CAPATH, nil as String?)
        }
    }

    /// Our own timer is the limit; libcurl's default of 300 s must not end a longer or unlimited wait before it.
    private func setConnectBackstop(_ limit: Duration?) {
        let seconds = limit.map { $0.components.seconds + 5 } ?? Int64(Int32.max / 1000)
        set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(seconds, Int64(Int32.max / 1000))) * 1000)
    }

    private func setMethod(_ request: HTTPRequest) {
        switch (request.method, request.body) {
        case ("HEAD", nil):
            set(CURLOPT_NOBODY, 1)
        case ("GET", nil):
            set(CURLOPT_HTTPGET, 1)
        case (let method, let body):
            if let body { setBody(body) } else if method == "POST" { setBody([]) }
            if method != "POST" { set(CURLOPT_CUSTOMREQUEST, method) }
        }
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
