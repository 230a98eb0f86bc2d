public import LLM

/// A model's answer in the form of OpenAI's Responses interface.
///
/// It is kept as it stands on the wire; what has a name is read from there.
public struct Response: Hashable, Sendable {
    /// The response as it stands on the wire.
    public var json: JSONValue
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - json: The response as it stands on the wire.
    ///   - metadata: Status, headers, timing, and what the gateway told.
    public init(json: JSONValue, metadata: ResponseMetadata = ResponseMetadata()) {
        self.json = json
        self.metadata = metadata
    }

    /// The id, for ``ResponseOptions/previousResponseID`` of the next turn; nil when the server sent none.
    public var id: String? { text("id") }

    /// The model that answered, in the provider's words; nil when the server did not say.
    public var model: String? { text("model") }

    /// How far it has come; nil when the server did not say.
    public var status: ResponseStatus? { text("status").map(ResponseStatus.init) }

    /// Why it ended before it was whole, such as `max_output_tokens`; nil when it did not.
    public var incompleteReason: String? { json["incomplete_details"]?["reason"]?.stringValue }

    /// The turn that this one follows; nil when it is the first, or when the server did not say.
    public var previousResponseID: String? { text("previous_response_id") }

    /// When it was begun, in seconds since 1970; nil when the server did not say.
    public var created: Int? { json["created_at"]?.integerValue }

    /// When it was whole, in seconds since 1970; nil when the server did not say.
    public var completed: Int? { json["completed_at"]?.integerValue }

    /// The tier that served the call; nil when the server did not say.
    public var serviceTier: ServiceTier? { text("service_tier").map(ServiceTier.init) }

    /// Everything that the model put out, in order; the next turn can send it back as it is.
    public var items: [ResponseItem] { (json["output"]?.arrayValue ?? []).map(ResponseItem.init) }

    /// The text of all messages, joined; empty when there is none.
    public var outputText: String { items.map(\.text).joined() }

    /// Why the assistant declined, in its words; nil when it did not.
    public var refusal: String? {
        let texts = items.compactMap(\.refusal)
        return texts.isEmpty ? nil : texts.joined()
    }

    /// The parts of the summaries of the model's reasoning, in order; empty when it showed none.
    public var reasoningSummaries: [String] { items.flatMap(\.summary) }

    /// The tools that the model asks to be run, in order.
    public var toolCalls: [ToolCall] { items.compactMap(\.toolCall) }

    /// Token counts; nil when none were reported.
    public var usage: Usage? { json["usage"].flatMap(Usage.init(ofResponse:)) }

    private func text(_ name: String) -> String? {
        json[name]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Response {
    /// Reads a whole answer.
    ///
    /// - Parameters:
    ///   - answer: The answer's JSON; it declares no error.
    ///   - metadata: What is known about the call.
    ///   - limits: How much is taken in.
    ///   - errors: Makes errors of what the gateway reports.
    /// - Throws: ``LLMError/Code/malformed`` for what is no response, or the error of one that failed.
    init(
        answer: JSONValue, metadata: ResponseMetadata, limits: AnswerLimits, errors: ErrorDecoder
    ) throws(LLMError) {
        self.init(json: answer, metadata: metadata)
        guard answer["output"]?.arrayValue != nil || status != nil else {
            throw LLMError(.malformed, "the answer is not a response: it has neither output nor status")
        }
        if status == .failed { throw errors.failure(ofResponse: answer) }
        let output = answer["output"]?.arrayValue ?? []
        try limits.check(items: output.count, calls: output.count(where: \.isCall))
    }

    /// The response as an error carries it.
    var chatResponse: ChatResponse {
        let summary = reasoningSummaries.joined(separator: "\n\n")
        let message = Message(
            role: .assistant, content: outputText.isEmpty ? [] : [.text(outputText)], toolCalls: toolCalls,
            refusal: refusal, reasoning: summary.isEmpty ? nil : summary)
        return ChatResponse(choices: [Choice(index: 0, message: message)], id: id, model: model, usage: usage)
    }
}

extension ErrorDecoder {
    /// The error of a response that failed.
    ///
    /// - Parameters:
    ///   - response: The response, with its `error`.
    ///   - extraFields: What the gateway says beside it; nil takes the response's own.
    /// - Returns: The error.
    func failure(ofResponse response: JSONValue, extraFields: JSONValue? = nil) -> LLMError {
        let envelope = JSONValue.members([
            "error": response["error"], "extra_fields": extraFields ?? response["extra_fields"],
        ])
        return error(inEvent: envelope.encoded)
    }
}
