extension Message {
    /// Instructions of the operator.
    ///
    /// - Parameter text: The instructions.
    /// - Returns: The message.
    public static func system(_ text: String) -> Message { Message(role: .system, content: [.text(text)]) }

    /// Instructions of the developer.
    ///
    /// - Parameter text: The instructions.
    /// - Returns: The message.
    public static func developer(_ text: String) -> Message { Message(role: .developer, content: [.text(text)]) }

    /// A question or statement of the user.
    ///
    /// - Parameter text: What the user says.
    /// - Returns: The message.
    public static func user(_ text: String) -> Message { Message(role: .user, content: [.text(text)]) }

    /// A user's message of several parts, such as text and pictures.
    ///
    /// - Parameter parts: The parts, in order.
    /// - Returns: The message.
    public static func user(_ parts: [ContentPart]) -> Message { Message(role: .user, content: parts) }

    /// An earlier answer of the assistant.
    ///
    /// - Parameters:
    ///   - text: What it said; an empty text sends no content.
    ///   - toolCalls: The tools that it asked to be run.
    /// - Returns: The message.
    public static func assistant(_ text: String, toolCalls: [ToolCall] = []) -> Message {
        Message(role: .assistant, content: text.isEmpty ? [] : [.text(text)], toolCalls: toolCalls)
    }

    /// The result of a tool call.
    ///
    /// - Parameters:
    ///   - result: The result as text; JSON is customary.
    ///   - callID: The ``ToolCall/id`` of the call that is answered.
    /// - Returns: The message.
    public static func tool(_ result: String, callID: String) -> Message {
        Message(role: .tool, content: [.text(result)], toolCallID: callID)
    }
}
