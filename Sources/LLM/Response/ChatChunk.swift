/// One piece of a streamed answer.
///
/// What few chunks have is no parameter of the initializer; it is set afterwards.
public struct ChatChunk: Hashable, Sendable {
    package var content: ChunkContent
    /// Who answers; nil when the chunk does not say.
    package var origin: ChunkOrigin?
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
        content = ChunkContent(choices)
        origin = ChunkOrigin(id: id, model: model, provider: provider)
        if let usage { self.usage = usage }
    }

    /// Makes a chunk that is one new text and nothing else of its own.
    package init(text: String, choice: Int, origin: ChunkOrigin?) {
        content = .text(text, choice: choice)
        self.origin = origin
    }

    /// What arrived, per choice; nearly always one.
    ///
    /// Empty in a chunk that only reports usage.
    public var choices: [ChoiceDelta] {
        get { content.choices }
        set { content = ChunkContent(newValue) }
    }

    /// The answer's id, when this chunk had one.
    public var id: String? {
        get { origin?.id }
        set { origin = ChunkOrigin(id: newValue, model: model, provider: provider) }
    }

    /// The model that answers, when this chunk named it.
    public var model: String? {
        get { origin?.model }
        set { origin = ChunkOrigin(id: id, model: newValue, provider: provider) }
    }

    /// The provider that answers, when the gateway named it.
    public var provider: String? {
        get { origin?.provider }
        set { origin = ChunkOrigin(id: id, model: model, provider: newValue) }
    }

    /// The new text of choice 0; empty when there is none.
    public var delta: String {
        switch content {
        case .text(let text, choice: 0): text
        case .text: ""
        case .choices(let choices): choices.first { $0.index == 0 }?.text ?? ""
        }
    }

    /// The new reasoning of choice 0; nil when there is none.
    public var reasoning: String? { first?.reasoning }

    /// The pieces of tool calls of choice 0.
    public var toolCalls: [ToolCallDelta] { first?.toolCalls ?? [] }

    /// Why choice 0 ended, when this chunk says so.
    public var finishReason: FinishReason? { first?.finishReason }

    /// Whether any choice carries text, reasoning, a refusal or a tool call.
    public var hasContent: Bool {
        switch content {
        case .text(let text, _): !text.isEmpty
        case .choices(let choices): choices.contains(where: \.hasContent)
        }
    }

    /// Whether it has a text and nothing else but its origin.
    package var isOnlyText: Bool {
        if rare.isEmpty, case .text = content { true } else { false }
    }

    /// Whether it has token counts; asking is cheaper than taking them.
    package var hasUsage: Bool { !rare.isEmpty && usage != nil }

    /// Choice 0 where it is more than a text.
    private var first: ChoiceDelta? {
        guard case .choices(let choices) = content else { return nil }
        return choices.first { $0.index == 0 }
    }
}
