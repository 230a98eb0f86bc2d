/// A model's wish to have a tool run.
public struct ToolCall: Hashable, Sendable, Codable {
    /// The id that the tool's answer must carry; never empty.
    ///
    /// Kept byte for byte as the provider sent it.
    public var id: String
    /// The tool's name.
    public var name: String
    /// The arguments as the model wrote them: JSON text when ``isComplete``.
    ///
    /// Empty means `{}`.
    public var arguments: String
    /// Whether the arguments are empty or one whole JSON object.
    ///
    /// A call that is not complete, or that comes from a failed stream, must never be executed.
    public var isComplete: Bool

    /// Makes a tool call.
    ///
    /// - Parameters:
    ///   - id: The id that the tool's answer must carry.
    ///   - name: The tool's name.
    ///   - arguments: The arguments as JSON text.
    ///   - isComplete: Whether the arguments are whole.
    public init(id: String, name: String, arguments: String, isComplete: Bool = true) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.isComplete = isComplete
    }
}
