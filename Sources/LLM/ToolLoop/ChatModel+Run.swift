extension ChatModel {
    /// Answers a conversation with the help of tools: asks the model, runs the tools that it calls, tells it the
    /// results, and asks again until it answers without calling a tool.
    ///
    /// A choice of tools that forces a call (``ToolChoice/required``, ``ToolChoice/tool(_:)`` and their like) holds for
    /// the first round; from then on the model decides, since it could never answer otherwise. A conversation that ends
    /// in tool calls without results is continued: the run begins with these.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - tools: The tools to offer, in place of any bound before.
    ///   - options: Settings of each call. A length of ``TimeLimits/total`` is one deadline for the whole run, which
    ///     every call and every tool inherits; `.inherit` and `.off` leave the run without a deadline of its own.
    ///   - policy: How the run deals with the tools.
    /// - Returns: The last answer, the whole conversation, the rounds and the usage.
    /// - Throws: ``ToolRunError`` for every failure, with the conversation so far; `CancellationError` when the task was
    ///   cancelled.
    public func run(
        _ messages: [Message],
        tools: [Tool],
        options: GenerateOptions = GenerateOptions(),
        policy: ToolRunPolicy = ToolRunPolicy()
    ) async throws -> ToolRunResult {
        let request = ToolRunRequest(
            model: self, messages: messages, tools: tools, options: options, policy: policy, isStreamed: false)
        return try await ToolRun(request).collect()
    }

    /// Describes a run whose answers are streamed; nothing is sent before the first event is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - tools: The tools to offer, in place of any bound before.
    ///   - options: Settings of each call; see ``run(_:tools:options:policy:)``.
    ///   - policy: How the run deals with the tools.
    /// - Returns: A sequence of what happens, which can be iterated once.
    public func streamRun(
        _ messages: [Message],
        tools: [Tool],
        options: GenerateOptions = GenerateOptions(),
        policy: ToolRunPolicy = ToolRunPolicy()
    ) -> ToolRun {
        ToolRun(
            ToolRunRequest(
                model: self, messages: messages, tools: tools, options: options, policy: policy, isStreamed: true))
    }
}

extension ToolChoice {
    /// The same choice without a duty to call a tool.
    var withoutForce: ToolChoice {
        switch self {
        case .required, .any, .tool: .auto
        case .allowed(let names, _): .allowed(names, mode: .auto)
        case .auto, .none: self
        }
    }
}
