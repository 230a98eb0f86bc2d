internal import LLM

extension ChatAccumulator {
    /// Adds a chunk, unless more is received with it than the limits allow.
    mutating func add(_ chunk: ChatChunk, within limits: AnswerLimits) throws(LLMError) {
        // Looked at before adding, too: one chunk alone can hold any number.
        guard chunk.content.count <= limits.choices else { throw Self.tooMany("choices", limits.choices) }
        add(chunk)
        guard choiceCount <= limits.choices else { throw Self.tooMany("choices", limits.choices) }
        guard chunk.isOnlyText || toolCallCount <= limits.toolCalls else {
            throw Self.tooMany("tool calls", limits.toolCalls)
        }
        guard contentSize <= limits.body else { throw Self.tooMany("bytes", limits.body) }
    }

    private static func tooMany(_ things: String, _ limit: Int) -> LLMError {
        LLMError(.malformed, "the answer has more than \(limit) \(things)")
    }
}
