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

    deinit {
        // What the call was held back for is free only when the call is gone.
        state = .ended
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        do {
            guard let chunk = try await received(isolation: actor) else {
                end(HeldCallEnd(usage: usage, attempts: recorder.metadata.attempts))
                return nil
            }
            note(chunk)
            return chunk
        } catch {
            end(HeldCallEnd(error, usage: usage))
            throw error
        }
    }

    /// The next chunk; when there is none, the call has been released on return.
    private func received(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        let state = state
        self.state = .ended
        var iterator: ChatStream.Iterator
        switch state {
        case .waiting(var call, let next, let hold):
            held = try await hold(&call)
            iterator = try await open(call, next)
        case .iterating(let begun):
            iterator = begun
        case .ended:
            return nil
        }
        guard let chunk = try await iterator.next(isolation: actor) else { return nil }
        self.state = .iterating(iterator)
        return chunk
    }

    private func open(_ call: ModelCall, _ next: ModelMiddleware.Next) async throws -> ChatStream.Iterator {
        let stream = try await next(call).stream()
        recorder.follow(stream)
        return stream.makeAsyncIterator()
    }

    private func note(_ chunk: ChatChunk) {
        if chunk.hasUsage, let counts = chunk.usage { usage = usage?.largest(with: counts) ?? counts }
        guard !contentSeen, chunk.hasContent else { return }
        contentSeen = true
        held?.contentReceived()
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
