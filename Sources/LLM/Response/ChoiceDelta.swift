/// What one chunk adds to one choice.
///
/// What few chunks have is no parameter of the initializer; it is set afterwards.
public struct ChoiceDelta: Hashable, Sendable {
    /// The choice's number.
    public var index: Int
    /// Who speaks, when the chunk says so.
    public var role: Role?
    /// New text; empty when there is none.
    public var text: String
    /// New reasoning.
    public var reasoning: String?
    /// New reasoning in the provider's own structure.
    public var reasoningDetails: [JSONValue]
    /// New refusal text.
    public var refusal: String?
    /// Pieces of tool calls.
    public var toolCalls: [ToolCallDelta]
    /// Why the choice ended.
    public var finishReason: FinishReason?
    /// Whether this came as a whole `message` instead of a `delta`.
    public var isWholeMessage: Bool
    var rare = Rare<RareChoiceFields>()

    /// Makes a delta.
    ///
    /// - Parameters:
    ///   - index: The choice's number.
    ///   - role: Who speaks.
    ///   - text: New text.
    ///   - reasoning: New reasoning.
    ///   - reasoningSignature: The provider's signature over the reasoning.
    ///   - reasoningDetails: New reasoning in the provider's own structure.
    ///   - refusal: New refusal text.
    ///   - toolCalls: Pieces of tool calls.
    ///   - finishReason: Why the choice ended.
    ///   - isWholeMessage: Whether this came as a whole `message`.
    public init(
        index: Int = 0,
        role: Role? = nil,
        text: String = "",
        reasoning: String? = nil,
        reasoningSignature: String? = nil,
        reasoningDetails: [JSONValue] = [],
        refusal: String? = nil,
        toolCalls: [ToolCallDelta] = [],
        finishReason: FinishReason? = nil,
        isWholeMessage: Bool = false
    ) {
        self.index = index
        self.role = role
        self.text = text
        self.reasoning = reasoning
        self.reasoningDetails = reasoningDetails
        self.refusal = refusal
        self.toolCalls = toolCalls
        self.finishReason = finishReason
        self.isWholeMessage = isWholeMessage
        if let reasoningSignature { self.reasoningSignature = reasoningSignature }
    }

    /// Whether there is text, reasoning, a refusal, a tool call or sound in it.
    public var hasContent: Bool {
        !text.isEmpty || reasoning?.isEmpty == false || refusal?.isEmpty == false || !toolCalls.isEmpty
            || (!rare.isEmpty && (audio?.data.isEmpty == false || audio?.transcript.isEmpty == false))
    }
}
