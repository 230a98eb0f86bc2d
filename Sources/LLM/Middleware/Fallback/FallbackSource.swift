/// Chunks of the first model whose answer begins.
final class FallbackSource: ChatStreamSource {
    private enum Phase {
        /// No model was asked yet; committed or ended may follow.
        case idle(FallbackRun)
        /// The answer of one model is passed on; ended follows.
        case committed(ChatStream.Iterator)
        /// Nothing follows.
        case ended
    }

    /// The most chunks without content that are held back.
    private static let maximumWithheld = 64

    private let recorder: StreamRecorder
    private var phase: Phase
    /// Chunks that were held back, latest first.
    private var withheld: [ChatChunk] = []

    init(_ run: FallbackRun, _ recorder: StreamRecorder) {
        self.recorder = recorder
        phase = .idle(run)
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        if let chunk = withheld.popLast() { return chunk }
        let phase = phase
        self.phase = .ended
        switch phase {
        case .ended:
            return nil
        case .idle(let run):
            let (iterator, chunks) = try await run.firstAnswer { try await begin($0, of: $1, isolation: actor) }
            withheld = chunks.reversed()
            if let iterator { self.phase = .committed(iterator) }
            return withheld.popLast()
        case .committed(var iterator):
            guard let chunk = try await iterator.next(isolation: actor) else { return nil }
            self.phase = .committed(iterator)
            return chunk
        }
    }

    /// Reads up to the first content; without an iterator the answer has ended.
    private func begin(
        _ answer: ModelAnswer, of id: String, isolation actor: isolated (any Actor)?
    ) async throws -> (ChatStream.Iterator?, [ChatChunk]) {
        let stream = try answer.stream()
        recorder.follow(stream) { $0.answered(by: id) }
        var iterator = stream.makeAsyncIterator()
        var chunks: [ChatChunk] = []
        while chunks.count < Self.maximumWithheld {
            guard let chunk = try await iterator.next(isolation: actor) else { return (nil, chunks) }
            chunks.append(chunk)
            if chunk.hasContent { break }
        }
        return (iterator, chunks)
    }
}

extension FallbackSource: CustomReflectable {
    /// Empty: the call holds the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}
