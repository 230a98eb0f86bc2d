/// Chunks of a call for which something is held, from the moment the first chunk is asked for until the end.
final class HeldSource<Hold: CallHold>: ChatStreamSource {
    private enum State {
        /// Nothing was asked for; iterating or ended follows.
        case waiting(ModelCall, next: ModelMiddleware.Next, hold: @Sendable (inout ModelCall) async throws -> Hold)
        /// Chunks arrive; ended follows.
        case iterating(ChatStream.Iterator)
        /// The answer is complete or failed, or a chunk is being awaited.
        case ended
    }

    private let recorder: StreamRecorder
    private var state: State
    /// Nil before the first chunk is asked for and after the end; releasing it says that the call was left.
    private var held: Hold?
    private var contentSeen = false
    private var usage: Usage?

    init(
        recorder: StreamRecorder, call: ModelCall, next: @escaping ModelMiddleware.Next,
        hold: @escaping @Sendable (inout ModelCall) async throws -> Hold
    ) {
        self.recorder = recorder
        state = .waiting(call, next: next, hold: hold)
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        let state = state
        self.state = .ended
        switch state {
        case .waiting(var call, let next, let hold):
            held = try await hold(&call)
            return try await ending { try await received(from: open(call, next), isolation: actor) }
        case .iterating(let iterator):
            return try await ending { try await received(from: iterator, isolation: actor) }
        case .ended:
            return nil
        }
    }

    private func open(_ call: ModelCall, _ next: ModelMiddleware.Next) async throws -> ChatStream.Iterator {
        let stream = try await next(call).streamed
        recorder.follow(stream)
        return stream.makeAsyncIterator()
    }

    private func received(
        from iterator: ChatStream.Iterator, isolation actor: isolated (any Actor)?
    ) async throws -> ChatChunk? {
        var iterator = iterator
        guard let chunk = try await iterator.next(isolation: actor) else {
            end(HeldCallEnd(usage: usage, attempts: recorder.metadata.attempts))
            return nil
        }
        note(chunk)
        state = .iterating(iterator)
        return chunk
    }

    private func note(_ chunk: ChatChunk) {
        if chunk.hasUsage, let counts = chunk.usage { usage = usage?.largest(with: counts) ?? counts }
        guard !contentSeen, chunk.hasContent else { return }
        contentSeen = true
        held?.contentReceived()
    }

    private func ending(_ body: () async throws -> ChatChunk?) async throws -> ChatChunk? {
        do {
            return try await body()
        } catch {
            end(HeldCallEnd(error, usage: usage))
            throw error
        }
    }

    private func end(_ end: HeldCallEnd) {
        held?.ended(end)
        held = nil
    }
}

extension HeldSource: CustomReflectable {
    /// Empty: the call has the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}
