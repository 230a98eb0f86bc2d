/// Watches a stream that is passed on; it is used by one task at a time.
protocol StreamWatcher: AnyObject, SendableMetatype {
    /// Asks for the next chunk, in whatever must surround that.
    func ask(_ next: () async throws -> ChatChunk?) async throws -> ChatChunk?
    /// A chunk was received and is about to be passed on.
    func received(_ chunk: ChatChunk) async
    /// The answer is whole.
    func completed() async
    /// The stream failed or the task was cancelled; what is returned is thrown.
    func failed(_ error: any Error) async -> any Error
    /// The iterator was dropped; may come after an end, and then means nothing.
    func left()
}

extension StreamWatcher {
    func ask(_ next: () async throws -> ChatChunk?) async throws -> ChatChunk? { try await next() }
    func received(_ chunk: ChatChunk) async {}
    func completed() async {}
    func failed(_ error: any Error) async -> any Error { error }
    func left() {}
}

/// Passes a stream's chunks on and tells a watcher of them.
final class WatchedSource<Watcher: StreamWatcher>: ChatStreamSource {
    private let watcher: Watcher
    /// Nil while a chunk is awaited and after the end.
    private var iterator: ChatStream.Iterator?

    init(_ iterator: ChatStream.Iterator, _ watcher: Watcher) {
        self.iterator = iterator
        self.watcher = watcher
    }

    /// The source goes first: only then its metadata say where the time of a stream that was left went.
    deinit {
        iterator = nil
        watcher.left()
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        guard var iterator = iterator.take() else { return nil }
        do {
            guard let chunk = try await watcher.ask({ try await iterator.next(isolation: actor) }) else {
                await watcher.completed()
                return nil
            }
            await watcher.received(chunk)
            self.iterator = iterator
            return chunk
        } catch {
            throw await watcher.failed(error)
        }
    }
}

extension WatchedSource: CustomReflectable {
    /// Empty: watchers know the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension ChatStream {
    /// The same stream with a watcher, which is made when the stream is iterated; the mark adds to its metadata.
    func watched(
        mark: @escaping StreamRecorder.Mark = { _ in }, by makeWatcher: @escaping @Sendable () -> some StreamWatcher
    ) -> ChatStream {
        ChatStream { recorder in
            recorder.follow(self, mark: mark)
            return WatchedSource(makeAsyncIterator(), makeWatcher())
        }
    }
}
