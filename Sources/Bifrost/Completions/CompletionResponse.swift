public import LLM

/// The whole answer to a text completion.
public struct CompletionResponse: Hashable, Sendable {
    /// The completions, ordered by index.
    public var choices: [CompletionChoice]
    /// The answer's id.
    ///
    /// Nil when the server sent none.
    public var id: String?
    /// The model that answered, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var model: String?
    /// The provider's mark of the model's version.
    ///
    /// Nil when the server sent none.
    public var systemFingerprint: String?
    /// Token counts.
    ///
    /// Nil when none were reported.
    public var usage: Usage?
    /// Fields that have no name here; of a streamed answer those of the last chunk that had them.
    public var additionalFields: [String: JSONValue] = [:]
    /// Status, headers, timing, and what the gateway told.
    public var metadata = ResponseMetadata()

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - choices: The completions, ordered by index.
    ///   - usage: Token counts.
    public init(choices: [CompletionChoice] = [], usage: Usage? = nil) {
        self.choices = choices
        self.usage = usage
    }

    /// The text of completion 0; empty when there is none.
    public var text: String { first?.text ?? "" }

    /// Why completion 0 ended.
    ///
    /// Nil when the server did not say.
    public var finishReason: FinishReason? { first?.finishReason }

    private var first: CompletionChoice? { choices.first { $0.index == 0 } }
}

extension CompletionResponse {
    /// Reads a whole answer.
    init(json: JSONValue, metadata: ResponseMetadata, limits: AnswerLimits) throws(LLMError) {
        guard let whole = CompletionChunk(json: json), !whole.choices.isEmpty else {
            throw LLMError(.malformed, "the answer has no completion")
        }
        try whole.requireChoices(within: limits)
        var accumulator = CompletionAccumulator()
        accumulator.add(whole)
        self = accumulator.response
        self.metadata = metadata
    }
}
