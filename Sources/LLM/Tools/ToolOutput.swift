/// What a tool tells the model.
public struct ToolOutput: Hashable, Sendable, Codable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// The result, in parts; one text is customary.
    public var content: [ContentPart]
    /// Whether this tells of a failure, so that runs can count failures that repeat.
    public var isError: Bool

    /// Makes an output of several parts, such as text and pictures.
    ///
    /// - Parameters:
    ///   - content: The parts, in order.
    ///   - isError: Whether this tells of a failure.
    public init(_ content: [ContentPart], isError: Bool = false) {
        self.content = content
        self.isError = isError
    }

    /// Makes an output of one text.
    ///
    /// - Parameters:
    ///   - text: The text; JSON is customary.
    ///   - isError: Whether this tells of a failure.
    public init(_ text: String, isError: Bool = false) { self.init([.text(text)], isError: isError) }

    /// Makes an output of one text.
    ///
    /// - Parameter value: The text.
    public init(stringLiteral value: String) { self.init(value) }

    /// Tells the model that the tool failed.
    ///
    /// - Parameter message: What went wrong, in words that a model can act on.
    /// - Returns: The output.
    public static func failure(_ message: String) -> ToolOutput { ToolOutput(message, isError: true) }

    /// All text parts, joined.
    public var text: String { content.reduce(into: "") { $0 += $1.text ?? "" } }
}
