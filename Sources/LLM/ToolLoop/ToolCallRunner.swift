/// Takes one call from the model's wish to what the model is told.
struct ToolCallRunner: Sendable {
    let call: ToolCall
    let round: Int
    let position: Int
    let tools: ToolBox
    let policy: ToolRunPolicy
    let time: RunTime

    /// Runs the call as far as it may be.
    ///
    /// - Parameter started: Told when the tool itself begins.
    /// - Returns: What became of it.
    /// - Throws: ``RunFailure`` when the run ends with it, `CancellationError` when this task was cancelled.
    func result(started: @Sendable (ToolStart) -> Void) async throws -> ToolResult {
        guard let run = tools.run(call.name) else { return failure(.unknownTool, tools.unknown(call.name)) }
        guard call.isComplete else {
            return failure(.badArguments, "The arguments are not a whole JSON object. The tool was not run.")
        }
        switch try await approval() {
        case .allow:
            return try await execution(of: call).result(run, started)
        case .change(let arguments):
            var changed = call
            changed.arguments = arguments
            return try await execution(of: changed).result(run, started)
        case .deny(let reason):
            return failure(.denied, "The call was not approved: \(reason)")
        case .replace(let output):
            return ToolResult(
                call: call, round: round, position: position, output: output,
                failure: output.isError ? .reported : nil)
        }
    }

    private func approval() async throws -> ToolApproval {
        guard let approve = policy.approve else { return .allow }
        return try await time.waiting(for: "the hook that approves calls", call) { [call] in try await approve(call) }
    }

    private func execution(of call: ToolCall) -> ToolExecution {
        ToolExecution(
            start: ToolStart(call: call, round: round, position: position), tools: tools, policy: policy, time: time)
    }

    private func failure(_ failure: ToolResult.Failure, _ text: String) -> ToolResult {
        ToolResult(call: call, round: round, position: position, output: .failure(text), failure: failure)
    }
}

extension RunTime {
    /// Waits for a hook of the policy, until the deadline at the latest.
    func waiting<Value: Sendable>(
        for name: String, _ call: ToolCall? = nil, _ hook: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        do {
            return try await LimitedWait.value(limit: try left(), clock: clock, hook)
        } catch is WaitEnded {
            throw passed
        } catch let failure as RunFailure {
            throw failure
        } catch {
            if error is CancellationError, Task.isCancelled { throw error }
            throw RunFailure(.hookFailed, "\(name) threw an error", call: call, cause: error)
        }
    }
}
