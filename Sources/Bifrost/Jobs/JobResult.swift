internal import HTTPTransport
public import LLM

/// What a job can result in: the answer that its endpoint would have given.
///
/// Types of your own can conform, for kinds without a type here.
public protocol JobResult: Sendable {
    /// Reads the endpoint's answer.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON; it declares no error.
    ///   - metadata: Status, headers and timing of the request that fetched it, and what the gateway told of the answer.
    /// - Throws: `LLMError.Code.malformed` for what is no such answer.
    init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError)
}

extension JSONValue: JobResult {
    /// Takes any answer as it came.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: It is dropped.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) { self = jobResult }
}

extension ChatResponse: JobResult {
    /// Reads a chat completion.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what is no chat completion.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(jobResult: jobResult, metadata: metadata, .byDefault)
    }
}

extension ChatResponse: ModelJobResult {
    init(jobResult: JSONValue, metadata: ResponseMetadata, _ reading: JobReading) throws(LLMError) {
        self = try ChatResponseDecoder.decode(
            jobResult.encoded, status: 200, fields: HTTPFields(), limits: reading.limits, detail: [],
            errors: reading.errors)
        self.metadata = metadata
    }
}

extension Response: JobResult {
    /// Reads a response.
    ///
    /// - Parameters:
    ///   - jobResult: The answer's JSON.
    ///   - metadata: Status, headers and timing of the request that fetched it.
    /// - Throws: `LLMError.Code.malformed` for what is no response, or the error of one that failed.
    public init(jobResult: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        try self.init(jobResult: jobResult, metadata: metadata, .byDefault)
    }
}

extension Response: ModelJobResult {
    init(jobResult: JSONValue, metadata: ResponseMetadata, _ reading: JobReading) throws(LLMError) {
        try self.init(answer: jobResult, metadata: metadata, limits: reading.limits, errors: reading.errors)
    }
}
