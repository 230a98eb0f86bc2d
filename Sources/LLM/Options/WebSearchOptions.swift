/// A search of the web before the answer (OpenAI field `web_search_options`).
public struct WebSearchOptions: Hashable, Sendable, Codable {
    /// How much of what is found the model reads.
    ///
    /// Nil leaves it to the provider.
    public var contextSize: ContextSize?
    /// Roughly where the user is.
    ///
    /// Nil sends no place.
    public var userLocation: UserLocation?

    /// Makes the settings of a search; without any, the model searches as it sees fit.
    ///
    /// - Parameters:
    ///   - contextSize: How much of what is found the model reads.
    ///   - userLocation: Roughly where the user is.
    public init(contextSize: ContextSize? = nil, userLocation: UserLocation? = nil) {
        self.contextSize = contextSize
        self.userLocation = userLocation
    }

    /// How much of what is found the model reads (OpenAI field `search_context_size`); an open set.
    public struct ContextSize: RawRepresentable, Hashable, Sendable, Codable {
        /// The word that stands on the wire.
        public var rawValue: String

        /// Makes a size from the word that stands on the wire.
        ///
        /// - Parameter rawValue: The word, e.g. `low`.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Little.
        public static let low = ContextSize(rawValue: "low")
        /// The usual amount.
        public static let medium = ContextSize(rawValue: "medium")
        /// Much.
        public static let high = ContextSize(rawValue: "high")
    }

    /// Roughly where the user is (OpenAI field `user_location.approximate`); what is nil is not sent.
    public struct UserLocation: Hashable, Sendable, Codable {
        /// The city, in words.
        public var city: String?
        /// The country, in two letters (ISO 3166-1).
        public var country: String?
        /// The region, in words.
        public var region: String?
        /// The time zone, such as `Europe/Berlin`.
        public var timezone: String?

        /// Makes a place.
        ///
        /// - Parameters:
        ///   - city: The city.
        ///   - country: The country, in two letters.
        ///   - region: The region.
        ///   - timezone: The time zone.
        public init(city: String? = nil, country: String? = nil, region: String? = nil, timezone: String? = nil) {
            self.city = city
            self.country = country
            self.region = region
            self.timezone = timezone
        }
    }
}
