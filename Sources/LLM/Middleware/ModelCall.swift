/// One call of a model, as a ``ModelMiddleware`` sees it.
public struct ModelCall: Hashable, Sendable {
    /// The model that is asked for.
    public let modelID: String
    /// Whether the answer is streamed.
    public let isStreamed: Bool
    /// The conversation, oldest message first.
    public var messages: [Message]
    /// The settings of the call.
    public var options: GenerateOptions
    /// The tools to offer: those that are bound to the chain, else those of the model below
    /// (``ChatModel/boundTools``).
    ///
    /// Nil leaves it to the model below, which does not say which it has.
    public var tools: [ToolDefinition]?

    package init(
        modelID: String,
        isStreamed: Bool,
        messages: [Message],
        options: GenerateOptions,
        tools: [ToolDefinition]? = nil
    ) {
        self.modelID = modelID
        self.isStreamed = isStreamed
        self.messages = messages
        self.options = options
        self.tools = tools
    }
}

/// What a call ends in: a whole answer, or a stream that has not been iterated yet.
@nonexhaustive
public enum ModelAnswer: Sendable {
    /// The answer of `generate`.
    case response(ChatResponse)
    /// The answer of `stream`.
    case stream(ChatStream)
}

extension ModelAnswer {
    /// The answer as a whole; a stream is read to its end.
    ///
    /// - Returns: The answer.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    public func collect() async throws -> ChatResponse {
        switch self {
        case .response(let response): response
        case .stream(let stream): try await stream.collect()
        }
    }

    /// The answer as a stream.
    ///
    /// - Returns: The stream.
    /// - Throws: ``LLMError/Code/configuration`` for a whole answer.
    public func stream() throws(LLMError) -> ChatStream {
        guard case .stream(let stream) = self else {
            throw LLMError(.configuration, "a middleware answered a stream with a whole answer")
        }
        return stream
    }
}
