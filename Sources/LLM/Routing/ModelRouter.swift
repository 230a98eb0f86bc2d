/// A model that gives each call to one of several.
///
/// A stream's model is chosen when its first chunk is asked for, and counts as busy until its last chunk, its failure,
/// or until it is left. Who answered is in ``ResponseMetadata/answeringModel``, who failed in ``LLMError/modelID``.
/// The router asks one model only; ``Fallback`` asks others when it fails. Copies share what they know of the load.
public struct ModelRouter: ChatModel {
    private let models: [any ChatModel]
    private let strategy: any RoutingStrategy
    private let load: RouterLoad

    /// The models' names, each once, in their order, with bars between them.
    public let modelID: String
    /// The tools that were bound to the router.
    ///
    /// Nil when none were; each model then has its own.
    public private(set) var boundTools: [ToolDefinition]?

    /// Makes a router.
    ///
    /// - Parameters:
    ///   - models: The models to choose from.
    ///   - strategy: Chooses one for each call.
    /// - Throws: ``LLMError/Code/configuration`` when there is no model, and when the strategy does not fit them.
    public init(_ models: [any ChatModel], strategy: some RoutingStrategy = .roundRobin) throws(LLMError) {
        guard !models.isEmpty else { throw LLMError(.configuration, "a router needs at least one model") }
        let ids = models.map(\.modelID)
        try strategy.validate(ids)
        self.models = models
        self.strategy = strategy
        load = RouterLoad(ids)
        modelID = ids.indices.filter { !ids[..<$0].contains(ids[$0]) }.map { ids[$0] }.joined(separator: "|")
    }

    /// Makes a router that chooses by a closure.
    ///
    /// - Parameters:
    ///   - models: The models to choose from.
    ///   - choose: See ``RoutingStrategy/choose(for:among:)``.
    /// - Throws: ``LLMError/Code/configuration`` when there is no model.
    public init(
        _ models: [any ChatModel],
        choose: @escaping @Sendable (_ call: ModelCall, _ candidates: [RoutingCandidate]) throws -> Int
    ) throws(LLMError) {
        try self.init(models, strategy: ClosureRouting(closure: choose))
    }

    /// How often each model was chosen, and how busy it is.
    public var candidates: [RoutingCandidate] { load.current }

    /// Sends the conversation to one of the models and returns the whole answer.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - options: Settings of this call.
    /// - Returns: The answer.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled, and what the strategy
    ///   throws.
    public func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        let call = call(messages, options, isStreamed: false)
        let slot = try load.slot(for: call, strategy)
        defer { slot.release() }
        let model = models[slot.index]
        do {
            var response = try await model.answer(call).collect()
            response.metadata.answered(by: model.modelID)
            return response
        } catch let error as LLMError {
            throw error.attributed(to: model.modelID)
        }
    }

    /// Describes a streamed answer; its model is chosen when the first chunk is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        ChatStream { [load, strategy, models, call = call(messages, options, isStreamed: true)] recorder in
            DeferredSource(recorder: recorder) {
                let slot = try load.slot(for: call, strategy)
                let id = models[slot.index].modelID
                let stream = try await models[slot.index].answer(call).stream()
                return stream.watched(mark: { $0.answered(by: id) }, by: { RoutedStream(slot, id) })
            }
        }
    }

    /// Returns a router that offers these tools, whichever model it chooses.
    ///
    /// - Parameter tools: The tools to offer, in place of any bound before. Empty unbinds.
    /// - Returns: The new router.
    public func bindTools(_ tools: [ToolDefinition]) -> ModelRouter {
        var bound = self
        bound.boundTools = tools
        return bound
    }

    private func call(_ messages: [Message], _ options: GenerateOptions, isStreamed: Bool) -> ModelCall {
        ModelCall(modelID: modelID, isStreamed: isStreamed, messages: messages, options: options, tools: boundTools)
    }
}

private struct ClosureRouting: RoutingStrategy {
    let closure: @Sendable (ModelCall, [RoutingCandidate]) throws -> Int

    func choose(for call: ModelCall, among candidates: [RoutingCandidate]) throws -> Int {
        try closure(call, candidates)
    }
}
