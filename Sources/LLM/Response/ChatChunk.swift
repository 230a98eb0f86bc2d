/// One piece of a streamed answer.
///
/// What few chunks have is no parameter of the initializer; it is set afterwards.
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
    var rare = Rare<RareChunkFields>()

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
        if let usage { self.usage = usage }
    }

    /// The new text of choice 0; empty when there is none.
    public var delta: String { first.map { choices[$0].text } ?? "" }

    /// The new reasoning of choice 0; nil when there is none.
    public var reasoning: String? { first.flatMap { choices[$0].reasoning } }

    /// The pieces of tool calls of choice 0.
    public var toolCalls: [ToolCallDelta] { first.map { choices[$0].toolCalls } ?? [] }

    /// Why choice 0 ended, when this chunk says so.
    public var finishReason: FinishReason? { first.flatMap { choices[$0].finishReason } }

    /// Whether any choice carries text, reasoning, a refusal or a tool call.
    public var hasContent: Bool { choices.indices.contains { choices[$0].hasContent } }

    /// Whether it has token counts; asking is cheaper than taking them.
    package var hasUsage: Bool { !rare.isEmpty && usage != nil }

    /// Where choice 0 is; a position, since taking the choice out would copy all of it.
    private var first: Int? { choices.indices.first { choices[$0].index == 0 } }
}
