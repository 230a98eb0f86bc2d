internal import LLM

extension ChatAccumulator {
    /// Makes sure that a chunk alone does not hold more than the limits allow, before it is added.
    static func check(_ chunk: ChatChunk, by limits: AnswerLimits) throws(LLMError) {
        guard chunk.content.count <= limits.choices else { throw tooMany("choices", limits.choices) }
    }

    /// Makes sure that no more was received than the limits allow, after a chunk was added.
    func check(after chunk: ChatChunk, by limits: AnswerLimits) throws(LLMError) {
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
