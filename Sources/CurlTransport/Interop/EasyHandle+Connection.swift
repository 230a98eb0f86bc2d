internal import CCurl
internal import HTTPTransport

/// What every transfer of a transport asks of libcurl, worked out once.
struct ConnectionSettings: Sendable {
    let configuration: CurlTransport.Configuration
    let library: CurlLibrary
    let trust: TrustStore

    init(_ configuration: CurlTransport.Configuration, _ library: CurlLibrary) throws(HTTPTransportError) {
        self.configuration = configuration
        self.library = library
        trust = try TrustStore(configuration.tls.authorities, library)
    }

    var speaksHTTP2: Bool {
        switch configuration.httpVersion {
        case .http1: false
        case .http2: library.speaksHTTP2
        case .http2PriorKnowledge: true
        }
    }

    /// The most streams on an HTTP/2 connection.
    var streamsPerConnection: Int {
        configuration.maximumStreamsPerConnection ?? (library.stopsAtFullBuffer ? 1 : 25)
    }

    /// Where streams to one origin may share connections.
    var reachOfSharing: ConnectionSharing.Reach {
        guard speaksHTTP2, streamsPerConnection > 1 else { return .nowhere }
        return configuration.httpVersion == .http2PriorKnowledge ? .everywhere : .overTLS
    }
}

extension EasyHandle {
    /// Sets what does not depend on the request.
    func prepare(_ settings: ConnectionSettings) {
        let configuration = settings.configuration
        setSafety()
        setVersion(settings)
        setKeepAlive(configuration.keepAlive)
        setAges(configuration)
        setRoute(configuration)
        if settings.library.speaksTLS { setTLS(settings) }
        if case .builtIn = configuration.compression { set(CURLOPT_ACCEPT_ENCODING, "") }
        // Since 8.7 a request with a body keeps a buffer of this size until the stream ends; this is the smallest.
        set(CURLOPT_UPLOAD_BUFFERSIZE, 16_384)
        if !settings.library.tellsOfEachAttempt {
            set(CURLOPT_FRESH_CONNECT, 1)
            installRequestCallback()
        }
    }

    /// Joins a connection that is up or makes one, and awaits none that is being made.
    func makeOwnConnection() {
        becameSpecial()
        set(CURLOPT_PIPEWAIT, 0)
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

    private func setVersion(_ settings: ConnectionSettings) {
        guard settings.speaksHTTP2 else {
            set(CURLOPT_HTTP_VERSION, ccurl_http_version_1_1)
            return
        }
        let isKnown = settings.configuration.httpVersion == .http2PriorKnowledge
        set(CURLOPT_HTTP_VERSION, isKnown ? ccurl_http_version_2_prior_knowledge : ccurl_http_version_2_tls)
        guard settings.reachOfSharing != .nowhere else { return }
        // A request waits for a connection that is being made rather than making another.
        set(CURLOPT_PIPEWAIT, 1)
        // Streams fill each other's buffers, and an end is lost in a full one; memory is used only as it fills.
        if settings.library.stopsAtFullBuffer { set(CURLOPT_BUFFERSIZE, 1 << 20) }
    }

    private func setKeepAlive(_ keepAlive: CurlTransport.Configuration.KeepAlive?) {
        guard let keepAlive else { return }
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_TCP_KEEPIDLE, keepAlive.idle.wholeSeconds)
        set(CURLOPT_TCP_KEEPINTVL, keepAlive.interval.wholeSeconds)
    }

    private func setAges(_ configuration: CurlTransport.Configuration) {
        set(CURLOPT_DNS_CACHE_TIMEOUT, configuration.nameCacheAge.wholeSeconds)
        set(CURLOPT_MAXAGE_CONN, configuration.maximumIdleAge.wholeSeconds)
        if let age = configuration.maximumConnectionAge { set(ccurl_opt_max_lifetime, age.wholeSeconds) }
    }

    /// Asks for the host's address anew: the one that is known has failed.
    func forgetName() {
        becameSpecial()
        set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
    }

    private func setRoute(_ configuration: CurlTransport.Configuration) {
        if let path = configuration.unixSocketPath { set(CURLOPT_UNIX_SOCKET_PATH, path) }
        switch configuration.proxy {
        case .none: set(CURLOPT_PROXY, "")
        case .environment: break
        case .url(let proxy): set(CURLOPT_PROXY, proxy)
        }
        guard !configuration.nameOverrides.isEmpty else { return }
        let entries = configuration.nameOverrides.map { override in
            "\(override.host):\(override.port):\(override.addresses.joined(separator: ","))"
        }
        setList(CURLOPT_RESOLVE, entries)
    }
}

extension Duration {
    /// As libcurl counts: up to a second less is given, never more.
    var wholeSeconds: Int { Int(clamping: components.seconds) }
}
