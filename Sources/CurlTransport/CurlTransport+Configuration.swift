extension CurlTransport {
    /// How a transport makes connections and bounds its memory; the defaults suit a server.
    public struct Configuration: Sendable {
        /// The HTTP version to ask for.
        ///
        /// Default: HTTP/1.1.
        public var httpVersion: HTTPVersion = .http1
        /// The proxy to use.
        ///
        /// Default: none, whatever the environment says.
        public var proxy: Proxy = .none
        /// The path of a unix-domain socket to connect to instead of the URL's host, at most 107 bytes.
        ///
        /// Nil uses TCP.
        public var unixSocketPath: String?
        /// The path of a PEM file with the authorities to trust.
        ///
        /// Nil uses the system's bundle.
        public var caFile: String?
        /// The most transfers at a time; further ones wait in order, as long as their `queue` limit allows.
        public var maximumTransfers: Int = 8192
        /// Unread bytes of one transfer at which it is paused.
        ///
        /// Default: 256 KiB.
        public var highWaterMark: Int = 256 << 10
        /// Unread bytes of one transfer at which a paused one goes on.
        ///
        /// Default: 64 KiB.
        public var lowWaterMark: Int = 64 << 10
        /// The largest head of an answer, in bytes, interim heads included.
        ///
        /// Default: 256 KiB.
        public var maximumHeadSize: Int = 256 << 10
        /// How long an idle connection may wait to be reused.
        ///
        /// Default: 50 s, below the usual 60 s of servers.
        public var maximumIdleAge: Duration = .seconds(50)
        /// The `User-Agent` of requests that have none of their own.
        public var userAgent: String = "swift-bifrost"

        /// Makes the default configuration.
        public init() {}
    }

    /// The HTTP version to ask for.
    @nonexhaustive
    public enum HTTPVersion: Hashable, Sendable {
        /// HTTP/1.1, one connection for each stream.
        case http1
        /// HTTP/2 where TLS agrees on it (ALPN) and this libcurl does it soundly, HTTP/1.1 otherwise.
        case http2
    }

    /// Where connections go through.
    @nonexhaustive
    public enum Proxy: Hashable, Sendable {
        /// Straight to the server.
        case none
        /// What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say, read anew for each request.
        case environment
        /// This proxy, such as `http://proxy:3128` or `socks5h://proxy`; credentials in it are never shown.
        case url(String)
    }
}
