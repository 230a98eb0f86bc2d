/// One answer of the model, with the results of the tools that it called.
public struct ToolRound: Sendable {
    /// The round, from 1; 0 for calls that the conversation ended in.
    public var number: Int
    /// The model's answer.
    ///
    /// In round 0 there is no more of it than the message that the conversation ended in.
    public var response: ChatResponse
    /// What became of the tool calls, in the order of the calls; without those that a failed run did not wait for.
    public var results: [ToolResult]
    /// How long the model took for the whole answer, the time of a stream's reader included.
    public var answerDuration: Duration
    /// How long the round took, tools included.
    ///
    /// Nil while they run.
    public var duration: Duration?

    /// Makes a round.
    ///
    /// - Parameters:
    ///   - number: The round.
    ///   - response: The model's answer.
    ///   - results: What became of the tool calls.
    ///   - answerDuration: How long the model took.
    ///   - duration: How long the round took.
    public init(
        number: Int,
        response: ChatResponse,
        results: [ToolResult] = [],
        answerDuration: Duration = .zero,
        duration: Duration? = nil
    ) {
        self.number = number
        self.response = response
        self.results = results
        self.answerDuration = answerDuration
        self.duration = duration
    }
}
