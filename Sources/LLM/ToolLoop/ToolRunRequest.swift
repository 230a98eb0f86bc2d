/// What a run is made of.
struct ToolRunRequest: Sendable {
    let model: any ChatModel
    let messages: [Message]
    let tools: [Tool]
    let options: GenerateOptions
    let policy: ToolRunPolicy
    /// Whether the model's answers are streamed.
    let isStreamed: Bool
}

extension ToolRunRequest {
    /// Finds what is wrong before anything is sent.
    func validate() throws(LLMError) {
        try policy.validate(tools)
        guard options.limits.total.duration ?? .seconds(1) > .zero else {
            throw LLMError(.configuration, "TimeLimits.total must be more than zero; .off switches a limit off")
        }
    }

    /// What is sent in a round.
    func plan(round: Int, messages: [Message], time: RunTime) async throws -> ToolRoundPlan {
        var plan = ToolRoundPlan(round: round, messages: messages, options: options, tools: tools)
        if round > 1 { plan.options.toolChoice = plan.options.toolChoice?.withoutForce }
        if let prepare = policy.prepareRound {
            plan = try await time.waiting(for: "the hook that prepares rounds") { [policy, plan] in
                var plan = plan
                try await prepare(&plan)
                try policy.validateTools(plan.tools)
                return plan
            }
        }
        // A deadline that is only inherited is the model's to look after, and its own limits stay as they are.
        if let left = try time.left(), options.limits.total.duration != nil {
            plan.options.limits.total = .after(min(left, plan.options.limits.total.duration ?? left))
        }
        return plan
    }

    /// The calls of a turn at work.
    func batch(_ calls: [ToolCall], round: Int, tools: ToolBox, time: RunTime) -> ToolBatch {
        let works: [ToolBatch.Work] = calls.enumerated().map { position, call in
            let runner = ToolCallRunner(
                call: call, round: round, position: position, tools: tools, policy: policy, time: time)
            return { try await runner.result(started: $0) }
        }
        return ToolBatch(works, limit: options.parallelToolCalls == false ? 1 : policy.maximumParallelCalls)
    }
}
