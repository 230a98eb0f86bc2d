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
    /// The tools to offer in place of those that the model below has bound.
    ///
    /// Nil leaves it to the model below.
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
