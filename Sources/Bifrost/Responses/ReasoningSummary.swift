/// How a model sums up what it thought (OpenAI field `reasoning.summary`); an open set.
public struct ReasoningSummary: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a form from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `concise`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As the model likes.
    public static let auto = ReasoningSummary(rawValue: "auto")
    /// In few words.
    public static let concise = ReasoningSummary(rawValue: "concise")
    /// At length.
    public static let detailed = ReasoningSummary(rawValue: "detailed")
}
