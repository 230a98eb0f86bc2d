internal import LLM

/// Reads the events of a streamed text completion; it is complete when as many completions as were asked for have a
/// finish reason.
struct CompletionReader: JSONEventReader {
    /// How many completions were asked for; nil when that is not known, and those that came count.
    private let wanted: Int?
    private let limits: AnswerLimits
    /// Whether each choice has ended, by its index.
    private var choices: [Int: Bool] = [:]
    private var size = 0
    /// Whether the usage came; it may follow the last finish reason.
    private(set) var isExhausted = false
    let isFinished = false

    init(wanted: Int?, limits: AnswerLimits) {
        self.wanted = wanted
        self.limits = limits
    }

    var isComplete: Bool { choices.count >= wanted ?? 1 && choices.values.allSatisfy(\.self) }

    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> CompletionChunk? {
        guard let chunk = CompletionChunk(json: json) else {
            throw LLMError(.malformed, "an event of the stream is no object")
        }
        try chunk.requireChoices(within: limits)
        for choice in chunk.choices {
            choices[choice.index] = choice.finishReason != nil || choices[choice.index] ?? false
            size += choice.text.utf8.count + (choice.logprobs?.footprint ?? 0)
        }
        guard size <= limits.body else {
            throw LLMError(
                .malformed, "the answer has more than \(limits.body) bytes; AnswerLimits.body allows no more")
        }
        isExhausted = isExhausted || chunk.usage != nil
        return chunk
    }
}
