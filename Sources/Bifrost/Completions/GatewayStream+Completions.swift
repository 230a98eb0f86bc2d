internal import LLM

extension GatewayStream<CompletionChunk> {
    /// The text of completion 0 alone, piece by piece; chunks without text are left out.
    public var text: AsyncCompactMapSequence<Self, String> {
        compactMap { $0.delta.isEmpty ? nil : $0.delta }
    }

    /// Reads the stream to its end and returns the whole answer.
    ///
    /// - Returns: The answer, the same as `complete` would return.
    /// - Throws: `LLMError` for every failure, with what was received until then as the messages of
    ///   `LLMError.partial`; `CancellationError` when the task was cancelled.
    public func collect() async throws -> CompletionResponse {
        var accumulator = CompletionAccumulator()
        do {
            for try await chunk in self { accumulator.add(chunk) }
        } catch var error as LLMError {
            error.partial = accumulator.partial
            error.partial?.metadata = metadata
            throw error
        }
        var response = accumulator.response
        response.metadata = metadata
        return response
    }
}
