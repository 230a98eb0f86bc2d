/// A model with middleware before it.
public struct MiddlewareModel: ChatModel {
    private let base: any ChatModel
    private let chain: @Sendable (ModelCall) async throws -> ModelAnswer
    private var tools: [ToolDefinition]?

    init(_ base: any ChatModel, _ middleware: [any ModelMiddleware]) {
        self.base = base
        self.chain = middleware.reversed().reduce(base.answer) { next, outer in
            { try await outer.respond(to: $0, next: next) }
        }
    }

    /// The model that is asked for.
    public var modelID: String { base.modelID }

    /// Sends the conversation through the chain and returns the whole answer.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - options: Settings of this call.
    /// - Returns: The answer.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    public func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        try await chain(call(messages, options, isStreamed: false)).collect()
    }

    /// Describes a streamed answer; the chain runs when the first chunk is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        ChatStream { [chain, call = call(messages, options, isStreamed: true)] recorder in
            DeferredSource(recorder: recorder) { try await chain(call).stream() }
        }
    }

    /// Returns a model that offers these tools, with the same middleware before it.
    ///
    /// - Parameter tools: The tools to offer, in place of any bound before. Empty unbinds.
    /// - Returns: The new model.
    public func bindTools(_ tools: [ToolDefinition]) -> MiddlewareModel {
        var bound = self
        bound.tools = tools
        return bound
    }

    /// The tools that are offered with every call.
    public var boundTools: [ToolDefinition]? { tools ?? base.boundTools }

    private func call(_ messages: [Message], _ options: GenerateOptions, isStreamed: Bool) -> ModelCall {
        ModelCall(modelID: modelID, isStreamed: isStreamed, messages: messages, options: options, tools: boundTools)
    }
}

extension ChatModel {
    /// Puts middleware before this model; `bindTools` keeps it.
    ///
    /// - Parameter middleware: The middleware; the first is the outermost.
    /// - Returns: The new model.
    public func with(_ middleware: any ModelMiddleware...) -> MiddlewareModel { MiddlewareModel(self, middleware) }

    /// Answers a call at the end of a chain.
    package func answer(_ call: ModelCall) async throws -> ModelAnswer {
        let model = call.tools.map(bindTools) ?? self
        if call.isStreamed { return .stream(model.stream(call.messages, options: call.options)) }
        return .response(try await model.generate(call.messages, options: call.options))
    }
}
