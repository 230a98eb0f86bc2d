/// Chunks of a stream that is made when the first of them is asked for.
final class DeferredSource: ChatStreamSource {
    private enum State {
        case waiting(@Sendable () async throws -> ChatStream)
        case iterating(ChatStream.Iterator)
        case ended
    }

    private let recorder: StreamRecorder
    private var state: State

    init(recorder: StreamRecorder, make: @escaping @Sendable () async throws -> ChatStream) {
        self.recorder = recorder
        self.state = .waiting(make)
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        switch state {
        case .ended: return nil
        case .waiting(let make):
            state = .ended
            let stream = try await make()
            recorder.follow(stream)
            return try await next(from: stream.makeAsyncIterator(), isolation: actor)
        case .iterating(let iterator):
            return try await next(from: iterator, isolation: actor)
        }
    }

    /// While a chunk is awaited the source counts as ended, which an error then leaves as it is.
    private func next(
        from iterator: ChatStream.Iterator, isolation actor: isolated (any Actor)?
    ) async throws -> ChatChunk? {
        var iterator = iterator
        state = .ended
        guard let chunk = try await iterator.next(isolation: actor) else { return nil }
        state = .iterating(iterator)
        return chunk
    }
}
