extension CurlTransport {
    /// How a transport makes connections and bounds its memory; the defaults suit a server.
    public struct Configuration: Sendable {
        // MARK: What is spoken

        /// The HTTP version to ask for.
        ///
        /// Default: HTTP/1.1.
        public var httpVersion: HTTPVersion = .http1
        /// Whether answers may be compressed.
        ///
        /// Default: no.
        public var compression: Compression = .none
        /// The `User-Agent` of requests that have none of their own; empty sends none.
        public var userAgent: String = "swift-bifrost"

        // MARK: Where connections go

        /// The proxy to use.
        ///
        /// Default: none, whatever the environment says.
        public var proxy: Proxy = .none
        /// The path of a unix-domain socket to connect to instead of the URL's host, at most 107 bytes.
        ///
        /// Nil uses TCP.
        public var unixSocketPath: String?
        /// Addresses to use instead of asking for a name, as with curl's `--resolve`.
        ///
        /// Default: none.
        public var nameOverrides: [NameOverride] = []
        /// How long a looked-up address may be used for new connections.
        ///
        /// Zero looks the name up for every connection. A connection that could not be made ends it at once.
        /// Default: 60 s, in whole seconds.
        public var nameCacheAge: Duration = .seconds(60)
        /// Whom to trust and how to identify.
        public var tls: TLS = TLS()

        // MARK: Connections

        /// The most transfers at a time; further ones wait, as long as their `queue` limit allows.
        ///
        /// Default: 8192. Over HTTP/1.1 each has a connection and a descriptor of its own.
        public var maximumTransfers: Int = 8192
        /// The most transfers at a time to one origin (scheme, host and port).
        ///
        /// Nil leaves it to ``maximumTransfers``.
        public var maximumTransfersPerOrigin: Int?
        /// The most transfers at a time that are still connecting to one origin, for each loop.
        ///
        /// It keeps a burst from starting a thread for each name lookup and from filling the loop with handshakes.
        /// Where HTTP/2 is expected one connects at a time, since the others may find room on its connection.
        /// Default: 32.
        public var maximumConnectsPerOrigin: Int = 32
        /// The most streams at a time on one HTTP/2 connection.
        ///
        /// Each event of a connection costs libcurl a step of every stream on it. A lower limit of the server's own
        /// (SETTINGS_MAX_CONCURRENT_STREAMS, RFC 9113 section 5.1.2) is kept to. Nil, the default, is 25; with a libcurl
        /// before 8.1 it is 1, since that overlooks ends and piles up what a slow reader does not take where streams
        /// share a connection.
        public var maximumStreamsPerConnection: Int?
        /// How long an idle connection may wait to be reused.
        ///
        /// Default: 50 s, below the usual 60 s of servers; in whole seconds.
        public var maximumIdleAge: Duration = .seconds(50)
        /// How old a connection may be when it is reused, so that a gateway behind a new address is found.
        ///
        /// Nil sets no limit. Default: 10 min, in whole seconds; older than 7.80, libcurl has none.
        public var maximumConnectionAge: Duration? = .seconds(600)
        /// When TCP asks whether a silent peer is still there.
        ///
        /// Nil never asks.
        public var keepAlive: KeepAlive? = KeepAlive()
        /// How many threads share the transfers.
        ///
        /// Default: 1, good for tens of thousands of chunks a second. Each has its own connections, names and TLS
        /// sessions; a transfer goes to the thread that has the fewest.
        public var loops: Int = 1

        // MARK: Memory

        /// Unread bytes of one transfer at which it is paused.
        ///
        /// Default: 64 KiB, some 200 tokens; more would not be in the processor's caches any more when it is read.
        public var highWaterMark: Int = 64 << 10
        /// Unread bytes of one transfer at which a paused one goes on.
        ///
        /// Default: 16 KiB.
        public var lowWaterMark: Int = 16 << 10
        /// Unread bytes of one transfer that cannot be paused, at which it fails as too large.
        ///
        /// That is a compressed one, and an HTTP/2 stream on a libcurl whose pause is unsound. Default: 8 MiB.
        public var maximumUnread: Int = 8 << 20
        /// The largest head of an answer, in bytes, interim heads included.
        ///
        /// Default: 256 KiB.
        public var maximumHeadSize: Int = 256 << 10

        /// Makes the default configuration.
        public init() {}
    }
}

extension CurlTransport.Configuration {
    /// The HTTP version to ask for.
    @nonexhaustive
    public enum HTTPVersion: Hashable, Sendable {
        /// HTTP/1.1, one connection for each stream.
        case http1
        /// HTTP/2 where TLS agrees on it (ALPN) and this libcurl does it soundly, HTTP/1.1 otherwise.
        ///
        /// Streams share connections, ``CurlTransport/Configuration/maximumStreamsPerConnection`` each.
        case http2
        /// HTTP/2 from the first byte, without TLS (RFC 9113 section 3.3); needs libcurl 8.0.
        case http2PriorKnowledge
    }

    /// Whether answers may be compressed.
    @nonexhaustive
    public enum Compression: Hashable, Sendable {
        /// Nothing is asked for, and nothing is decoded.
        case none
        /// Every coding that this libcurl was built with is asked for and decoded.
        ///
        /// Decoding cannot be paused: a reader that falls ``CurlTransport/Configuration/maximumUnread`` behind
        /// fails.
        case builtIn
    }

    /// An address to use instead of asking for a name.
    public struct NameOverride: Hashable, Sendable {
        /// The host as in the URL.
        public var host: String
        /// The port as in the URL, or the scheme's.
        public var port: Int
        /// IPv4 or IPv6 addresses, tried in order.
        public var addresses: [String]

        /// Makes an override.
        ///
        /// - Parameters:
        ///   - host: The host as in the URL.
        ///   - port: The port as in the URL, or the scheme's.
        ///   - addresses: IPv4 or IPv6 addresses.
        public init(host: String, port: Int, addresses: [String]) {
            self.host = host
            self.port = port
            self.addresses = addresses
        }
    }

    /// When TCP asks whether a silent peer is still there (RFC 9293 section 3.8.4).
    public struct KeepAlive: Hashable, Sendable {
        /// Silence before the first question.
        ///
        /// Default: 30 s, in whole seconds.
        public var idle: Duration
        /// The time between questions; after nine unanswered ones the connection is lost.
        ///
        /// Default: 10 s, in whole seconds.
        public var interval: Duration

        /// Makes a setting.
        ///
        /// - Parameters:
        ///   - idle: Silence before the first question.
        ///   - interval: The time between questions.
        public init(idle: Duration = .seconds(30), interval: Duration = .seconds(10)) {
            self.idle = idle
            self.interval = interval
        }
    }
}
