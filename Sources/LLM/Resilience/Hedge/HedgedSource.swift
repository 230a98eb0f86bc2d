/// Chunks of the stream that has won a race, which begins when the first of them is asked for.
final class HedgedSource: ChatStreamSource {
    private let recorder: StreamRecorder
    /// Runs the race; nil once it has begun.
    private var race: (@Sendable () async throws -> StreamHead)?
    /// What came before the race was won, latest first.
    private var withheld: [ChatChunk] = []
    /// Nil before the race is won, while a chunk is awaited, and after the end.
    private var iterator: ChatStream.Iterator?

    init(recorder: StreamRecorder, race: @escaping @Sendable () async throws -> StreamHead) {
        self.recorder = recorder
        self.race = race
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        if let race {
            self.race = nil
            let head = try await race()
            recorder.follow(head.stream)
            withheld = head.chunks.reversed()
            iterator = head.iterator
        }
        if let chunk = withheld.popLast() { return chunk }
        guard var iterator else { return nil }
        self.iterator = nil
        guard let chunk = try await iterator.next(isolation: actor) else { return nil }
        self.iterator = iterator
        return chunk
    }
}

extension HedgedSource: CustomReflectable {
    /// Empty: the call has the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}
