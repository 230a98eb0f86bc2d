/// One turn of a conversation, sent or received.
///
/// An answer's message can be appended to the conversation as it is: text, tool calls, refusal and the
/// reasoning that some providers want back are all kept.
public struct Message: Hashable, Sendable, Codable {
    /// Who speaks.
    public var role: Role
    /// What is said, in parts; empty for an assistant turn that only calls tools.
    public var content: [ContentPart]
    /// The participant's name, to tell several users or assistants apart.
    ///
    /// Nil sends none.
    public var name: String?
    /// The tools that the assistant asks to be run, in order.
    public var toolCalls: [ToolCall]
    /// In a tool's answer: the id of the call that is answered.
    public var toolCallID: String?
    /// Why the assistant declined, in its words.
    ///
    /// Nil when it did not.
    public var refusal: String?
    /// The assistant's reasoning, as far as the provider shows it.
    ///
    /// Nil when it showed none.
    public var reasoning: String?
    /// The provider's signature over the reasoning.
    ///
    /// Nil when there was none.
    public var reasoningSignature: String?
    /// The reasoning in the provider's own structure, to be sent back unchanged in the next turn.
    public var reasoningDetails: [JSONValue]

    /// Makes a message.
    ///
    /// - Parameters:
    ///   - role: Who speaks.
    ///   - content: What is said, in parts.
    ///   - name: The participant's name.
    ///   - toolCalls: The tools that the assistant asks to be run.
    ///   - toolCallID: In a tool's answer, the id of the call.
    ///   - refusal: Why the assistant declined.
    ///   - reasoning: The assistant's reasoning.
    ///   - reasoningSignature: The provider's signature over the reasoning.
    ///   - reasoningDetails: The reasoning in the provider's own structure.
    public init(
        role: Role,
        content: [ContentPart] = [],
        name: String? = nil,
        toolCalls: [ToolCall] = [],
        toolCallID: String? = nil,
        refusal: String? = nil,
        reasoning: String? = nil,
        reasoningSignature: String? = nil,
        reasoningDetails: [JSONValue] = []
    ) {
        self.role = role
        self.content = content
        self.name = name
        self.toolCalls = toolCalls
        self.toolCallID = toolCallID
        self.refusal = refusal
        self.reasoning = reasoning
        self.reasoningSignature = reasoningSignature
        self.reasoningDetails = reasoningDetails
    }

    /// All text parts, joined.
    public var text: String {
        if case .text(let only)? = content.first, content.count == 1 { return only }
        return content.reduce(into: "") { text, part in
            if case .text(let piece) = part { text += piece }
        }
    }
}

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
