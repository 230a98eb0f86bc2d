/// What is about to be sent in a round, for ``ToolRunPolicy/prepareRound`` to look at and to change.
///
/// Changes hold for this round alone. The conversation that the run returns is not touched: a plan may leave out old
/// turns of what is sent without losing them.
public struct ToolRoundPlan: Sendable {
    /// The round, from 1.
    public let round: Int
    /// What is sent, oldest message first.
    ///
    /// Tool calls and their results must stay together.
    public var messages: [Message]
    /// The settings of the call.
    public var options: GenerateOptions
    /// The tools that are offered; no other ones are run.
    public var tools: [Tool]
}
