public import LLM

extension ScriptedReply {
    /// A text, one chunk for each word and one for the end.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - finishReason: Why it ends.
    ///   - usage: Token counts, in the last chunk.
    /// - Returns: The answer.
    public static func text(
        _ text: String, finishReason: FinishReason = .stop, usage: Usage? = nil
    ) -> ScriptedReply {
        .text(pieces: AnswerPieces.words(of: text), finishReason: finishReason, usage: usage)
    }

    /// A text in these pieces, one chunk for each and one for the end.
    ///
    /// - Parameters:
    ///   - pieces: The pieces, in order.
    ///   - finishReason: Why it ends.
    ///   - usage: Token counts, in the last chunk.
    /// - Returns: The answer.
    public static func text(
        pieces: [String], finishReason: FinishReason = .stop, usage: Usage? = nil
    ) -> ScriptedReply {
        let deltas = pieces.map { ChoiceDelta(text: $0) }
        return ScriptedReply(AnswerPieces.chunks(deltas, finishReason, usage), isIdentified: true)
    }

    /// Calls of tools, each as a chunk with its name and more with pieces of its arguments, and one chunk for the end.
    ///
    /// - Parameters:
    ///   - calls: The calls, in order; they get indices from zero.
    ///   - text: What the model says before.
    ///   - finishReason: Why it ends.
    ///   - usage: Token counts, in the last chunk.
    /// - Returns: The answer.
    public static func toolCalls(
        _ calls: [ToolCall], text: String = "", finishReason: FinishReason = .toolCalls, usage: Usage? = nil
    ) -> ScriptedReply {
        let said = AnswerPieces.words(of: text).map { ChoiceDelta(text: $0) }
        let called = AnswerPieces.pieces(of: calls).map { ChoiceDelta(toolCalls: [$0]) }
        return ScriptedReply(AnswerPieces.chunks(said + called, finishReason, usage), isIdentified: true)
    }

    /// The call of one tool.
    ///
    /// - Parameters:
    ///   - name: The tool's name.
    ///   - arguments: The arguments as JSON text, in whatever state.
    ///   - id: The call's id.
    /// - Returns: The answer.
    public static func toolCall(_ name: String, _ arguments: String = "{}", id: String = "call_1") -> ScriptedReply {
        .toolCalls([ToolCall(id: id, name: name, arguments: arguments)])
    }

    /// A whole answer: `generate` returns it as it is, `stream` cuts it into chunks.
    ///
    /// Each choice needs a finish reason. What is not streamed by real servers is not streamed here: content other than
    /// text, and the raw JSON.
    ///
    /// - Parameter response: The answer, with its metadata.
    /// - Returns: The answer.
    public static func response(_ response: ChatResponse) -> ScriptedReply {
        var reply = ScriptedReply(AnswerPieces.chunks(of: response))
        reply.metadata = response.metadata
        reply.wholeResponse = response
        return reply
    }

    /// Chunks as they are; without a finish reason they are a cut answer.
    ///
    /// - Parameter chunks: The chunks, in order.
    /// - Returns: The answer.
    public static func chunks(_ chunks: [ChatChunk]) -> ScriptedReply { ScriptedReply(chunks) }

    /// No answer, but an error.
    ///
    /// - Parameter error: The error.
    /// - Returns: The answer.
    public static func failure(_ error: LLMError) -> ScriptedReply {
        var reply = ScriptedReply([])
        reply.steps = [.failure(error)]
        return reply
    }
}
