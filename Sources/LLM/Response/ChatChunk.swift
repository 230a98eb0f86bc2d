/// One piece of a streamed answer.
public struct ChatChunk: Hashable, Sendable {
    /// What arrived, per choice; nearly always one.
    ///
    /// Empty in a chunk that only reports usage.
    public var choices: [ChoiceDelta]
    /// The answer's id, when this chunk had one.
    public var id: String?
    /// The model that answers, when this chunk named it.
    public var model: String?
    /// The provider that answers, when the gateway named it.
    public var provider: String?
    /// Token counts, when this chunk had them.
    public var usage: Usage?

    /// Makes a chunk.
    ///
    /// - Parameters:
    ///   - choices: What arrived, per choice.
    ///   - id: The answer's id.
    ///   - model: The model that answers.
    ///   - provider: The provider that answers.
    ///   - usage: Token counts.
    public init(
        choices: [ChoiceDelta] = [],
        id: String? = nil,
        model: String? = nil,
        provider: String? = nil,
        usage: Usage? = nil
    ) {
        self.choices = choices
        self.id = id
        self.model = model
        self.provider = provider
        self.usage = usage
    }

    /// The new text of choice 0; empty when there is none.
    public var delta: String { first?.text ?? "" }

    /// The new reasoning of choice 0; nil when there is none.
    public var reasoning: String? { first?.reasoning }

    /// The pieces of tool calls of choice 0.
    public var toolCalls: [ToolCallDelta] { first?.toolCalls ?? [] }

    /// Why choice 0 ended, when this chunk says so.
    public var finishReason: FinishReason? { first?.finishReason }

    /// Whether any choice carries text, reasoning, a refusal or a tool call.
    public var hasContent: Bool { choices.contains(where: \.hasContent) }

    private var first: ChoiceDelta? { choices.first { $0.index == 0 } }
}

/// What one chunk adds to one choice.
public struct ChoiceDelta: Hashable, Sendable {
    /// The choice's number.
    public var index: Int
    /// Who speaks, when the chunk says so.
    public var role: Role?
    /// New text; empty when there is none.
    public var text: String
    /// New reasoning.
    public var reasoning: String?
    /// The provider's signature over the reasoning.
    public var reasoningSignature: String?
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
        self.reasoningSignature = reasoningSignature
        self.reasoningDetails = reasoningDetails
        self.refusal = refusal
        self.toolCalls = toolCalls
        self.finishReason = finishReason
        self.isWholeMessage = isWholeMessage
    }

    /// Whether there is text, reasoning, a refusal or a tool call in it.
    public var hasContent: Bool {
        !text.isEmpty || reasoning?.isEmpty == false || refusal?.isEmpty == false || !toolCalls.isEmpty
    }
}

/// A piece of a tool call.
public struct ToolCallDelta: Hashable, Sendable {
    /// The label under which the server numbers its calls, never an array position.
    ///
    /// Nil when it sent none.
    public var index: Int?
    /// The call's id, when this piece has one.
    public var id: String?
    /// A piece of the tool's name, when this piece has one.
    public var name: String?
    /// A piece of the arguments; empty when there is none.
    public var arguments: String

    /// Makes a piece of a tool call.
    ///
    /// - Parameters:
    ///   - index: The server's label.
    ///   - id: The call's id.
    ///   - name: A piece of the tool's name.
    ///   - arguments: A piece of the arguments.
    public init(index: Int? = nil, id: String? = nil, name: String? = nil, arguments: String = "") {
        self.index = index
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
