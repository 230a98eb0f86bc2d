/// One tool at work.
struct ToolExecution: Sendable {
    let start: ToolStart
    let tools: ToolBox
    let policy: ToolRunPolicy
    let time: RunTime

    func result(_ run: @escaping ToolBox.Run, _ started: @Sendable (ToolStart) -> Void) async throws -> ToolResult {
        let begun = time.now
        let wait = try wait()
        started(start)
        do {
            let output = try await output(run, limit: wait.limit, deadline: wait.limit.map(begun.advanced(by:)))
            return result(output, since: begun)
        } catch {
            if error is CancellationError, Task.isCancelled { throw error }
            if error is WaitEnded, wait.isOfRun { throw time.passed }
            let error = error is WaitEnded ? ToolTimeout(limit: wait.limit ?? .zero) : error
            return try result(error, since: begun)
        }
    }

    /// How long the tool is waited for: to the end of its limit or of the run.
    private func wait() throws(RunFailure) -> (limit: Duration?, isOfRun: Bool) {
        let own = policy.timeLimit(of: tools[start.call.name])
        guard let left = try time.left() else { return (own, false) }
        guard let own, own < left else { return (left, true) }
        return (own, false)
    }

    private func output(
        _ run: @escaping ToolBox.Run, limit: Duration?, deadline: ContinuousClock.Instant?
    ) async throws -> ToolOutput? {
        let context = ToolContext(callID: start.call.id, round: start.round, deadline: deadline)
        return try await LimitedWait.value(limit: limit, clock: time.clock) { [call = start.call] in
            // Models that the tool calls end with it, even those that are not told of any limit.
            try await CallDeadline.ending(at: deadline) { try await run(call, context) }
        }
    }

    private func result(_ output: ToolOutput?, since begun: ContinuousClock.Instant) -> ToolResult {
        guard let output else {
            return result(.failure(tools.unknown(start.call.name)), .unknownTool, since: begun)
        }
        return result(output, output.isError ? .reported : nil, since: begun)
    }

    private func result(_ error: any Error, since begun: ContinuousClock.Instant) throws(RunFailure) -> ToolResult {
        let failure: ToolResult.Failure = error is ToolTimeout ? .timeout : .thrown
        switch error {
        case let error as ToolArgumentError:
            return result(.failure(error.message), .badArguments, since: begun, error)
        case let error as ToolFailure:
            if error.endsRun { throw fatal(error) }
            return result(.failure(error.message), failure, since: begun, error)
        default:
            guard case .tellModel(let text) = policy.toolErrors.decision(on: error, of: start.call) else {
                throw fatal(error)
            }
            return result(.failure(text), failure, since: begun, error)
        }
    }

    private func fatal(_ error: any Error) -> RunFailure {
        RunFailure(.toolFailed, "a tool failed", call: start.call, cause: error)
    }

    private func result(
        _ output: ToolOutput, _ failure: ToolResult.Failure?, since begun: ContinuousClock.Instant,
        _ error: (any Error)? = nil
    ) -> ToolResult {
        ToolResult(
            call: start.call, round: start.round, position: start.position, output: output, failure: failure,
            duration: begun.duration(to: time.now), error: error)
    }
}
