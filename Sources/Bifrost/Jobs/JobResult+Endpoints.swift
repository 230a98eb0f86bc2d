internal import HTTPTransport
public import LLM

extension EmbeddingResponse: JobResult {
    /// Reads embeddings.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what has no embeddings, or not one for each position.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(jobResult: jobResult, metadata: metadata, .byDefault)
    }
}

extension EmbeddingResponse: ModelJobResult {
    init(jobResult: JSONValue, metadata: ResponseMetadata, _ reading: JobReading) throws(LLMError) {
        let head = HTTPResponseHead(status: 200, version: "1.1", fields: HTTPFields(), requestSent: .now)
        try self.init(
            WholeAnswer(head: head, body: jobResult.encoded, metadata: metadata), inputs: nil,
            errors: reading.errors, maximumDepth: reading.limits.jsonDepth)
    }
}

extension CompletionResponse: JobResult {
    /// Reads text completions.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what has no completion, or more than ``AnswerLimits/choices`` by default.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(json: jobResult, metadata: metadata, limits: AnswerLimits())
    }
}

extension RerankResponse: JobResult {
    /// Reads a ranking.
    ///
    /// How many documents were sent is not known any more: an index may be that of none.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what is no ranking.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(json: jobResult, documents: nil, metadata: metadata)
    }
}

extension ImageResponse: JobResult {
    /// Reads images.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what has no list of images.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(json: jobResult, metadata: metadata)
    }
}

extension Transcription: JobResult {
    /// Reads a transcription.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what has no text.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(jobResult, metadata)
    }
}
