/// One streamed answer on its way.
final class StreamedAnswer {
    private let stream: ChatStream
    private var iterator: ChatStream.Iterator
    private var accumulator = ChatAccumulator()

    init(_ stream: ChatStream) {
        self.stream = stream
        iterator = stream.makeAsyncIterator()
    }

    /// Returns the next chunk, or nil after the answer is whole.
    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        guard let chunk = try await iterator.next(isolation: actor) else { return nil }
        accumulator.add(chunk)
        return chunk
    }

    /// The answer as far as it came; nil when nothing did.
    var partial: ChatResponse? { accumulator.receivedContent ? response : nil }

    var response: ChatResponse {
        var response = accumulator.response()
        response.metadata = stream.metadata
        return response
    }
}
