public import LLM

/// A piece of a streamed text completion.
public struct CompletionChunk: Hashable, Sendable {
    /// What is new of each completion; empty in the chunk that only has the usage.
    public var choices: [CompletionChoice]
    /// The answer's id.
    ///
    /// Nil when the server sent none.
    public var id: String?
    /// The model that answers, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var model: String?
    /// The provider's mark of the model's version.
    ///
    /// Nil when the server sent none.
    public var systemFingerprint: String?
    /// Token counts, which one of the last chunks has.
    public var usage: Usage?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]

    /// The new text of completion 0; empty when there is none.
    public var delta: String { choices.first { $0.index == 0 }?.text ?? "" }
}

extension CompletionChunk {
    /// Reads a chunk, or a whole answer, which has the same form; nil for anything but an object.
    init?(json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        choices = (members.list("choices") ?? []).enumerated().compactMap { position, choice in
            CompletionChoice(json: choice, position: position)
        }
        id = members.filledText("id")
        model = members.filledText("model")
        systemFingerprint = members.filledText("system_fingerprint")
        usage = members.take("usage", Usage.init(json:))
        // Empty texts say nothing.
        members.drop("object", "extra_fields", "system_fingerprint", "id", "model")
        additionalFields = members.rest
    }

    /// Refuses more choices than the limit, and indexes that no answer within it has.
    func requireChoices(within limits: AnswerLimits) throws(LLMError) {
        guard choices.count <= limits.choices, choices.allSatisfy({ $0.index < limits.choices }) else {
            throw LLMError(
                .malformed, "the answer has more than \(limits.choices) choices; AnswerLimits.choices allows no more")
        }
        guard choices.allSatisfy({ $0.index >= 0 }) else {
            throw LLMError(.malformed, "a choice has a negative index; AnswerLimits.choices counts from zero")
        }
    }
}
