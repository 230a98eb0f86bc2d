/// A mark up to which a provider may cache the prompt (Anthropic field `cache_control`).
public struct CacheControl: Hashable, Sendable, Codable {
    /// How long the cache lives.
    ///
    /// Nil leaves it to the provider, which means five minutes.
    public var ttl: TTL?
    /// Who shares the cache.
    ///
    /// Nil leaves it to the provider.
    public var scope: Scope?

    /// Makes a mark.
    ///
    /// - Parameters:
    ///   - ttl: How long the cache lives.
    ///   - scope: Who shares the cache.
    public init(ttl: TTL? = nil, scope: Scope? = nil) {
        self.ttl = ttl
        self.scope = scope
    }

    /// A cache with the provider's own lifetime.
    public static let ephemeral = CacheControl()

    /// How long a cache lives; an open set.
    public struct TTL: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a lifetime from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `1h`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Five minutes.
        public static let fiveMinutes = TTL(rawValue: "5m")
        /// One hour.
        public static let oneHour = TTL(rawValue: "1h")
    }

    /// Who shares a cache; an open set.
    public struct Scope: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a scope from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `user`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// One user.
        public static let user = Scope(rawValue: "user")
        /// All users of the account.
        public static let global = Scope(rawValue: "global")
    }
}
