public import HTTPTransport
public import LLM

/// A chat model behind a Bifrost gateway.
///
/// The base URL names the flavour: with a path component `openai`, as in `http://host:8080/openai/v1` and
/// `http://host:8080/openai`, the gateway's OpenAI drop-in is spoken, as it is below the prefixes `litellm`,
/// `langchain`, `pydanticai` and `cursor`; otherwise its native interface. A base URL without a path gets `/v1`, and a
/// slash at its end does not count.
/// A value: copies share the transport and with it the connections.
public struct BifrostModel: ChatModel {
    private(set) var service: GatewayService
    private(set) var tools: [ToolDefinition] = []

    /// Makes a model and checks the whole configuration; nothing is sent.
    ///
    /// - Parameters:
    ///   - config: The gateway, the model, keys, limits and retries.
    ///   - gateway: What the gateway shall do with each call; `GenerateOptions.gateway` goes before it.
    ///   - answerLimits: The most that an answer may take of memory.
    ///   - transport: What carries the requests. Nil takes libcurl with one pool of connections for the process.
    /// - Throws: ``LLMError/Code/configuration`` for the first thing that is missing or wrong.
    public init(
        _ config: ProviderConfig,
        gateway: GatewayOptions = GatewayOptions(),
        answerLimits: AnswerLimits = AnswerLimits(),
        transport: (any HTTPTransport)? = nil
    ) throws(LLMError) {
        try self.init(config, gateway: gateway, answerLimits: answerLimits, transport: transport, clock: .continuous)
    }

    /// Makes a model with its own idea of time and chance.
    package init(
        _ config: ProviderConfig,
        gateway: GatewayOptions = GatewayOptions(),
        answerLimits: AnswerLimits = AnswerLimits(),
        transport: (any HTTPTransport)?,
        clock: CallClock
    ) throws(LLMError) {
        try config.validate()
        try gateway.validate()
        try answerLimits.validate()
        let baseURL = try BaseURL(config.baseURL)
        service = GatewayService(
            config: config,
            gateway: gateway,
            baseURL: baseURL,
            answerLimits: answerLimits,
            transport: try transport.orDefault(),
            clock: clock
        )
    }

    /// The tools that are offered with every call.
    public var boundTools: [ToolDefinition]? { tools }

    /// The model that is asked for, as the configuration names it.
    public var modelID: String { service.config.model }

    /// Sends the conversation and returns the whole answer.
    ///
    /// The answer is not streamed, so ``TimeLimits/firstToken`` and ``TimeLimits/stall`` do not apply: the whole
    /// answer comes at once, and ``TimeLimits/firstByte`` is the wait for the model.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - options: Settings of this call; what is nil there is left to the model.
    /// - Returns: The answer with its usage and metadata.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    public func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse {
        if service.observer != nil { return try await observedAnswer(messages, options) }
        return try await service.chat(messages, tools: tools, options: options, streamed: false).response()
    }

    /// Describes a streamed answer; nothing is sent before the first chunk is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - options: Settings of this call; what is nil there is left to the model.
    /// - Returns: A sequence that can be iterated once.
    public func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream {
        if service.observer != nil { return observedChats.stream(messages, options: options) }
        return ChatStream { [service, tools] recorder in
            GatewayStreamSource<ChatStreamDecoder>(recorder: recorder) { () throws(LLMError) in
                try service.chat(messages, tools: tools, options: options, streamed: true).streamed
            }
        }
    }

    /// Returns a model that offers these tools with every call; this model stays as it was.
    ///
    /// - Parameter tools: The tools to offer, in place of any bound before. Empty unbinds.
    /// - Returns: The new model.
    public func bindTools(_ tools: [ToolDefinition]) -> BifrostModel {
        var bound = self
        bound.tools = tools
        return bound
    }
}

extension BifrostModel {
    /// Returns a model whose calls an observer is told of; nil tells nobody.
    ///
    /// An observer that this model has already is told no more.
    package func observed(by observer: (any GatewayObserver)?) -> BifrostModel {
        var model = self
        model.service = service.observed(by: observer)
        return model
    }

    /// What takes the chats, with what the observer wants to stand before them.
    private var observedChats: any ChatModel {
        let plain = observed(by: nil)
        return service.observer.map { plain.with($0.chats) } ?? plain
    }

    /// Not inlined: what an asynchronous function touches stays in its task's memory.
    @inline(never)
    private func observedAnswer(_ messages: [Message], _ options: GenerateOptions) async throws -> ChatResponse {
        try await observedChats.generate(messages, options: options)
    }
}

extension BifrostModel: CustomStringConvertible, CustomReflectable {
    /// The model's name.
    public var description: String { "BifrostModel(\(modelID))" }
    /// A mirror of the model's name and the number of tools; keys and header values are not in it.
    public var customMirror: Mirror { Mirror(self, children: ["modelID": modelID, "tools": tools.count]) }
}
