/// A model's wish to have a tool run.
public struct ToolCall: Hashable, Sendable {
    /// The id that the tool's answer must carry; never empty.
    ///
    /// Kept byte for byte as the provider sent it.
    public var id: String
    /// The tool's name.
    public var name: String
    /// The arguments as the model wrote them: JSON text when ``isComplete``, or a custom tool's input.
    ///
    /// Empty means `{}`.
    public var arguments: String
    /// Whether the arguments are empty or one whole JSON object; always true of a custom tool's input.
    ///
    /// False, whatever the arguments are, of a call in a response that was cut before the call was ended.
    ///
    /// A call that is not complete, or that comes from a failed stream, must never be executed.
    public var isComplete: Bool
    /// Whether a custom tool is called, whose input is text instead of JSON (OpenAI tool type `custom`).
    public var isCustom: Bool

    /// Makes a tool call.
    ///
    /// - Parameters:
    ///   - id: The id that the tool's answer must carry.
    ///   - name: The tool's name.
    ///   - arguments: The arguments as JSON text.
    ///   - isComplete: Whether the arguments are whole.
    ///   - isCustom: Whether a custom tool is called.
    public init(id: String, name: String, arguments: String, isComplete: Bool = true, isCustom: Bool = false) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.isComplete = isComplete
        self.isCustom = isCustom
    }
}
