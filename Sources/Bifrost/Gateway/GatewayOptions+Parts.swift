extension GatewayOptions {
    /// A key stored in the gateway; these are names, not secrets.
    @nonexhaustive
    public enum StoredKey: Hashable, Sendable {
        /// The key of this name (`x-bf-api-key`).
        case name(String)
        /// The key of this id (`x-bf-api-key-id`).
        case id(String)
    }

    /// What keeps calls on the same provider key, for instance for the provider's own prompt cache.
    public struct Session: Hashable, Sendable {
        /// Calls with the same id use the same provider key (`x-bf-session-id`).
        public var id: String?
        /// How long the gateway remembers the session (`x-bf-session-ttl`), by default an hour.
        public var ttl: Duration?

        /// Makes a session.
        ///
        /// - Parameters:
        ///   - id: Calls with the same id use the same provider key.
        ///   - ttl: How long the gateway remembers the session.
        public init(id: String? = nil, ttl: Duration? = nil) {
            self.id = id
            self.ttl = ttl
        }
    }

    /// How the gateway's cache is used.
    public struct Cache: Hashable, Sendable {
        /// What separates one group of cached answers from another (`x-bf-cache-key`).
        ///
        /// Without a key nothing is cached, unless the gateway has a default key.
        public var key: String?
        /// How long the answer is kept (`x-bf-cache-ttl`).
        public var ttl: Duration?
        /// How alike two conversations must be, 0 to 1 (`x-bf-cache-threshold`).
        public var threshold: Double?
        /// How the cache is searched (`x-bf-cache-type`).
        public var type: CacheType?
        /// Whether the cache is only read (`x-bf-cache-no-store`).
        public var noStore: Bool?

        /// Makes cache options.
        ///
        /// - Parameters:
        ///   - key: What separates one group of cached answers from another.
        ///   - ttl: How long the answer is kept.
        ///   - threshold: How alike two conversations must be, 0 to 1.
        ///   - type: How the cache is searched.
        ///   - noStore: Whether the cache is only read.
        public init(
            key: String? = nil, ttl: Duration? = nil, threshold: Double? = nil, type: CacheType? = nil,
            noStore: Bool? = nil
        ) {
            self.key = key
            self.ttl = ttl
            self.threshold = threshold
            self.type = type
            self.noStore = noStore
        }
    }

    /// Which tools the gateway adds from its MCP clients.
    public struct MCP: Hashable, Sendable {
        /// The clients whose tools are added (`x-bf-mcp-include-clients`); `*` is all of them.
        ///
        /// Nil leaves it to the gateway; empty is sent as an empty field and means none.
        public var clients: [String]?
        /// The tools that are added, as `client-tool` or `client-*` (`x-bf-mcp-include-tools`).
        ///
        /// Nil leaves it to the gateway; empty is sent as an empty field and means none.
        public var tools: [String]?
        /// The session at the MCP servers, at most 255 characters (`x-bf-mcp-session-id`).
        public var sessionID: String?

        /// Makes MCP options.
        ///
        /// - Parameters:
        ///   - clients: The clients whose tools are added.
        ///   - tools: The tools that are added.
        ///   - sessionID: The session at the MCP servers.
        public init(clients: [String]? = nil, tools: [String]? = nil, sessionID: String? = nil) {
            self.clients = clients
            self.tools = tools
            self.sessionID = sessionID
        }
    }
}
