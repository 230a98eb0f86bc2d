/// A model's answer, whole, or as far as it came when it hangs on an error.
public struct ChatResponse: Hashable, Sendable {
    /// The answers, ordered by index; nearly always one.
    public var choices: [Choice]
    /// The answer's id.
    ///
    /// Nil when the server sent none.
    public var id: String?
    /// The model that answered, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var model: String?
    /// The provider that answered.
    ///
    /// Nil when the gateway did not say.
    public var provider: String?
    /// Token counts.
    ///
    /// Nil when none were reported.
    public var usage: Usage?
    /// Status, headers, request id, attempts and timing.
    public var metadata: ResponseMetadata

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - choices: The answers, ordered by index.
    ///   - id: The answer's id.
    ///   - model: The model that answered.
    ///   - provider: The provider that answered.
    ///   - usage: Token counts.
    ///   - metadata: Status, headers, request id, attempts and timing.
    public init(
        choices: [Choice] = [],
        id: String? = nil,
        model: String? = nil,
        provider: String? = nil,
        usage: Usage? = nil,
        metadata: ResponseMetadata = ResponseMetadata()
    ) {
        self.choices = choices
        self.id = id
        self.model = model
        self.provider = provider
        self.usage = usage
        self.metadata = metadata
    }

    /// The message of choice 0, ready to be appended to the conversation.
    public var message: Message { first?.message ?? Message(role: .assistant) }

    /// The text of choice 0; empty when there is none.
    public var text: String { message.text }

    /// The reasoning of choice 0.
    ///
    /// Nil when there was none.
    public var reasoning: String? { message.reasoning }

    /// The refusal of choice 0.
    ///
    /// Nil when there was none.
    public var refusal: String? { message.refusal }

    /// The tool calls of choice 0, in order.
    public var toolCalls: [ToolCall] { message.toolCalls }

    /// Why choice 0 ended.
    ///
    /// Nil when the server did not say.
    public var finishReason: FinishReason? { first?.finishReason }

    private var first: Choice? { choices.first { $0.index == 0 } }
}

/// One of the answers to a call.
public struct Choice: Hashable, Sendable, Codable {
    /// The choice's number.
    public var index: Int
    /// What was said.
    public var message: Message
    /// Why it ended.
    ///
    /// Nil when the server did not say.
    public var finishReason: FinishReason?

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - index: The choice's number.
    ///   - message: What was said.
    ///   - finishReason: Why it ended.
    public init(index: Int, message: Message, finishReason: FinishReason? = nil) {
        self.index = index
        self.message = message
        self.finishReason = finishReason
    }
}
