internal import LLM

extension ChatAccumulator {
    // Static, since a mutating function of this module would copy the accumulator there and back for each chunk.
    /// Adds a chunk, unless more is received with it than the limits allow.
    static func add(
        _ chunk: ChatChunk, to accumulator: inout ChatAccumulator, within limits: AnswerLimits
    ) throws(LLMError) {
        // Looked at before adding, too: one chunk alone can hold any number.
        guard chunk.content.count <= limits.choices else { throw tooMany("choices", limits.choices) }
        accumulator.add(chunk)
        try accumulator.check(after: chunk, by: limits)
    }

    private func check(after chunk: ChatChunk, by limits: AnswerLimits) throws(LLMError) {
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
