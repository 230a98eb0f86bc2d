/// A form in which a model answers (OpenAI field `modalities`); an open set.
public struct Modality: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a form from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `audio`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Text.
    public static let text = Modality(rawValue: "text")
    /// Speech, with its transcript.
    public static let audio = Modality(rawValue: "audio")
}
