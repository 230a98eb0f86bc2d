/// How long a provider keeps a prompt in its cache (OpenAI field `prompt_cache_retention`); an open set.
public struct PromptCacheRetention: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a retention from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `24h`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Minutes, in memory.
    public static let inMemory = PromptCacheRetention(rawValue: "in-memory")
    /// Up to a day.
    public static let day = PromptCacheRetention(rawValue: "24h")
}
