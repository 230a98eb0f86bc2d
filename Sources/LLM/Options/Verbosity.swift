/// How much a model says (OpenAI field `verbosity`); an open set, since models add levels.
public struct Verbosity: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a level from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `low`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Short answers.
    public static let low = Verbosity(rawValue: "low")
    /// The usual length.
    public static let medium = Verbosity(rawValue: "medium")
    /// Long, thorough answers.
    public static let high = Verbosity(rawValue: "high")
}
