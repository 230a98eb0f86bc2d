/// A language model that can hold a conversation.
///
/// An implementer owes three things: `generate` and `stream` send the same request and fail with the same
/// ``LLMError``; a cut answer never looks like a whole one (``LLMError/Code/truncated``); and a cancelled task
/// gets `CancellationError` with the work behind it stopped.
public protocol ChatModel: Sendable {
    /// The model that is asked for, as the provider names it, such as `openai/gpt-4o`.
    var modelID: String { get }

    /// Sends the conversation and returns the whole answer.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - options: Settings of this call; what is nil there is left to the model.
    /// - Returns: The answer with its usage and metadata.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    func generate(_ messages: [Message], options: GenerateOptions) async throws -> ChatResponse

    /// Describes a streamed answer; nothing is sent before the first element is asked for.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first. At least one.
    ///   - options: Settings of this call; what is nil there is left to the model.
    /// - Returns: A sequence that can be iterated once.
    func stream(_ messages: [Message], options: GenerateOptions) -> ChatStream

    /// Returns a model that offers these tools with every call; this model stays as it was.
    ///
    /// - Parameter tools: The tools to offer, in place of any bound before. Empty unbinds.
    /// - Returns: The new model.
    func bindTools(_ tools: [ToolDefinition]) -> Self

    /// The tools that are offered with every call.
    ///
    /// Nil, the default, when the model does not say; what stands before it then knows only the tools that were
    /// bound there.
    var boundTools: [ToolDefinition]? { get }
}

extension ChatModel {
    /// Nil: the model does not say.
    public var boundTools: [ToolDefinition]? { nil }
}

extension ChatModel {
    /// Sends the conversation with default options and returns the whole answer.
    ///
    /// - Parameter messages: The conversation, oldest message first.
    /// - Returns: The answer with its usage and metadata.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    public func generate(_ messages: [Message]) async throws -> ChatResponse {
        try await generate(messages, options: GenerateOptions())
    }

    /// Describes a streamed answer with default options.
    ///
    /// - Parameter messages: The conversation, oldest message first.
    /// - Returns: A sequence that can be iterated once.
    public func stream(_ messages: [Message]) -> ChatStream {
        stream(messages, options: GenerateOptions())
    }
}
