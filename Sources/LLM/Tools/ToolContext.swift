/// What a tool may know about the run that calls it.
public struct ToolContext: Sendable {
    /// The id of the model's call, to be quoted in logs.
    public var callID: String
    /// The round of the run, from 1.
    public var round: Int
    /// When the tool's result is no longer waited for.
    ///
    /// Nil when neither the tool nor the run has a limit.
    public var deadline: ContinuousClock.Instant?

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - callID: The id of the model's call.
    ///   - round: The round of the run.
    ///   - deadline: When the result is no longer waited for.
    public init(callID: String, round: Int = 1, deadline: ContinuousClock.Instant? = nil) {
        self.callID = callID
        self.round = round
        self.deadline = deadline
    }
}
