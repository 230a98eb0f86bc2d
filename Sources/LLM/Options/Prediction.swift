/// What the answer will mostly be, so that the provider can write it faster (OpenAI field `prediction`).
public struct Prediction: Hashable, Sendable, Codable {
    /// The text that is expected, in parts.
    public var content: [ContentPart]

    /// Makes a prediction of several parts.
    ///
    /// - Parameter content: The parts, each a text.
    public init(content: [ContentPart]) { self.content = content }

    /// Makes a prediction.
    ///
    /// - Parameter text: The text that is expected, such as a file that is to be changed in few places.
    public init(_ text: String) { content = [.text(text)] }
}
