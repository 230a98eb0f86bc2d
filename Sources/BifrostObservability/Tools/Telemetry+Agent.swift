extension Telemetry {
    /// Runs something in a span `invoke_agent {name}`, so that the calls and tools of a run are together below it.
    ///
    /// The loop over a streamed run belongs into `work`.
    ///
    /// - Parameters:
    ///   - name: The agent's name.
    ///   - work: What is run, such as `ChatModel.run`.
    /// - Returns: What `work` returned.
    /// - Throws: What `work` threw; the span is told its class alone, as it is of a call.
    public func agent<Value>(_ name: String, _ work: () async throws -> Value) async throws -> Value {
        let backEnds = backEnds
        guard backEnds.tracer != nil || backEnds.metrics != nil else { return try await work() }
        let subject = (GenAI.agentName, name)
        return try await ObservedRun("invoke_agent", subject, .agentDuration, backEnds, clock).run(work)
    }
}
