internal import LLM

/// Reads the events of a streamed text completion; it is complete when each choice that came has a finish reason.
struct CompletionReader: JSONEventReader {
    private let limits: AnswerLimits
    /// Whether each choice has ended, by its index.
    private var choices: [Int: Bool] = [:]
    private var length = 0

    init(limits: AnswerLimits) { self.limits = limits }

    var isComplete: Bool { !choices.isEmpty && choices.values.allSatisfy(\.self) }

    /// Never: the usage may follow the last finish reason.
    var isFinished: Bool { false }

    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> CompletionChunk? {
        guard let chunk = CompletionChunk(json: json) else {
            throw LLMError(.malformed, "an event of the stream is no object")
        }
        for choice in chunk.choices {
            guard 0..<limits.choices ~= choice.index else {
                throw LLMError(.malformed, "the answer has more than \(limits.choices) choices")
            }
            choices[choice.index] = choice.finishReason != nil || choices[choice.index] ?? false
            length += choice.text.utf8.count
        }
        guard length <= limits.body else {
            throw LLMError(.malformed, "the answer is longer than \(limits.body) bytes")
        }
        return chunk
    }
}
