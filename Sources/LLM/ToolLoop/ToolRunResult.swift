/// What a run ends in when the model answers without calling a tool.
public struct ToolRunResult: Sendable {
    /// The model's last answer.
    public var response: ChatResponse
    /// The conversation that was begun with, and every turn that the run added, the last answer included.
    public var conversation: [Message]
    /// The rounds, in order.
    public var rounds: [ToolRound]
    /// The counts of all rounds together; what one round did not report is missing in the sum.
    ///
    /// Nil when none reported any. Fields without a name are those of the latest round that had them.
    public var usage: Usage?

    /// Makes a result.
    ///
    /// - Parameters:
    ///   - response: The model's last answer.
    ///   - conversation: The whole conversation.
    ///   - rounds: The rounds.
    ///   - usage: The counts of all rounds together.
    public init(response: ChatResponse, conversation: [Message], rounds: [ToolRound], usage: Usage? = nil) {
        self.response = response
        self.conversation = conversation
        self.rounds = rounds
        self.usage = usage
    }

    /// The text of the last answer; empty when there is none.
    public var text: String { response.text }

    /// What became of all tool calls, in order.
    public var toolResults: [ToolResult] { rounds.flatMap(\.results) }
}
