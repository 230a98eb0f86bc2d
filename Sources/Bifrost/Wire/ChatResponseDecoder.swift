internal import HTTPTransport
internal import LLM

/// Reads an answer that is not streamed, by the same rules as a streamed one.
enum ChatResponseDecoder {
    /// Reads the body of a successful answer.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - status: The HTTP status.
    ///   - fields: The header fields.
    ///   - metadata: What is known besides. Nil takes the status and the fields.
    ///   - limits: How much is taken in.
    ///   - detail: What is kept beside the fields that have names; those without are kept in any case.
    ///   - errors: Makes errors of what the gateway reports.
    /// - Returns: The answer, with the metadata and, in it, the body's `extra_fields`.
    /// - Throws: ``LLMError/Code/malformed`` when the body is no answer, or the class of the error that it reports.
    static func decode(
        _ body: [UInt8], status: Int, fields: HTTPFields, metadata: ResponseMetadata? = nil, limits: AnswerLimits,
        detail: AnswerDetail, errors: ErrorDecoder
    ) throws(LLMError) -> ChatResponse {
        guard body.count <= limits.body else {
            throw LLMError(.malformed, "the answer is longer than \(limits.body) bytes")
        }
        guard !body.isEmpty else { throw LLMError(.malformed, "the answer is empty") }
        var decoder = ChunkDecoder(maximumDepth: limits.jsonDepth, detail: .additionalFields)
        guard let chunk = try chunk(body, with: &decoder) else {
            throw errors.error(status: status, fields: fields, body: body)
        }
        var accumulator = ChatAccumulator()
        try ChatAccumulator.add(chunk, to: &accumulator, within: limits)
        guard accumulator.hasFinishedChoice else {
            throw LLMError(.malformed, "the answer has no choice that is finished")
        }
        var response = accumulator.response()
        if detail.contains(.rawJSON) { response.rawJSON = body }
        response.metadata =
            metadata
            ?? ResponseMetadata(
                status: status, headers: fields.all.map { ResponseMetadata.Header(name: $0.name, value: $0.value) })
        if let answerFields = decoder.answerFields { response.metadata.answerFields = answerFields }
        return response
    }

    private static func chunk(
        _ body: [UInt8], with decoder: inout ChunkDecoder
    ) throws(LLMError) -> ChatChunk? {
        do throws(JSONError) {
            return try decoder.decode(body.span)
        } catch {
            throw LLMError(.malformed, "the answer: \(error)", cause: error)
        }
    }
}
