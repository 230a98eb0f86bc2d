extension ToolRun {
    /// What happens in a run.
    ///
    /// In each round it starts, the answer comes in pieces, its tools start and finish, and it finishes. The last event
    /// is ``finished(_:)``.
    @nonexhaustive
    public enum Event: Sendable {
        /// A round begins, counted from 1, and the model is asked; round 0 runs the calls that the conversation ended in.
        case roundStarted(Int)
        /// New text of the answer, never empty.
        case text(String)
        /// New reasoning of the answer, never empty.
        case reasoning(String)
        /// New text of a refusal, never empty.
        case refusal(String)
        /// A tool begins to run: the answer that calls it is whole, and the call was approved.
        case toolStarted(ToolStart)
        /// A call has its result, in the order in which they end; calls that are not run have only this event.
        case toolFinished(ToolResult)
        /// A round is over: the answer is whole, and all calls have their results.
        case roundFinished(ToolRound)
        /// The run is over: the model answered without calling a tool.
        case finished(ToolRunResult)
    }
}

extension ToolRun.Event {
    /// What a chunk adds to choice 0; the calls are looked at when the answer is whole.
    static func events(of chunk: ChatChunk) -> [ToolRun.Event] {
        guard let delta = chunk.choices.first(where: { $0.index == 0 }) else { return [] }
        var events: [ToolRun.Event] = []
        if let reasoning = delta.reasoning, !reasoning.isEmpty { events.append(.reasoning(reasoning)) }
        if !delta.text.isEmpty { events.append(.text(delta.text)) }
        if let refusal = delta.refusal, !refusal.isEmpty { events.append(.refusal(refusal)) }
        return events
    }
}
