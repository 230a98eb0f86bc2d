/// One turn of a conversation, sent or received.
///
/// An answer's message can be appended to the conversation as it is: text, tool calls, refusal, audio, annotations and
/// the reasoning that some providers want back are all kept and sent.
public struct Message: Hashable, Sendable {
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
    /// What the assistant said aloud; only its ``AudioOutput/id`` is sent back.
    ///
    /// Nil when it did not speak.
    public var audio: AudioOutput?
    /// The sources of the text, as the provider marks them, to be sent back unchanged.
    public var annotations: [Annotation]
    /// Fields of a received message that have no name here; they are never sent.
    public var additionalFields: [String: JSONValue]

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
    ///   - audio: What the assistant said aloud.
    ///   - annotations: The sources of the text.
    ///   - additionalFields: Fields of a received message that have no name here.
    public init(
        role: Role,
        content: [ContentPart] = [],
        name: String? = nil,
        toolCalls: [ToolCall] = [],
        toolCallID: String? = nil,
        refusal: String? = nil,
        reasoning: String? = nil,
        reasoningSignature: String? = nil,
        reasoningDetails: [JSONValue] = [],
        audio: AudioOutput? = nil,
        annotations: [Annotation] = [],
        additionalFields: [String: JSONValue] = [:]
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
        self.audio = audio
        self.annotations = annotations
        self.additionalFields = additionalFields
    }

    /// All text parts, joined.
    public var text: String {
        if let only = content.first?.text, content.count == 1 { return only }
        return content.reduce(into: "") { $0 += $1.text ?? "" }
    }
}
