/// A streamed answer: a sequence of chunks that can be iterated once.
///
/// Nothing is sent before the first chunk is asked for. Leaving the loop, dropping the iterator and cancelling
/// the task end the call at once; a cancelled task gets `CancellationError`, a cut answer throws
/// ``LLMError/Code/truncated`` with what was received. A second iteration throws ``LLMError/Code/configuration``.
public struct ChatStream: AsyncSequence, Sendable {
    /// The chunk.
    public typealias Element = ChatChunk
    /// The failure; ``LLMError`` or `CancellationError`.
    public typealias Failure = any Error

    let recorder: StreamRecorder
    private let start: @Sendable (StreamRecorder) -> any ChatStreamSource

    /// Makes a stream for an implementer of ``ChatModel``.
    ///
    /// - Parameter start: Makes the source when the stream is first iterated; it gets the recorder for the metadata.
    public init(start: @escaping @Sendable (StreamRecorder) -> any ChatStreamSource) {
        self.recorder = StreamRecorder()
        self.start = start
    }

    /// Makes a stream that passes on what another one yields, changed or not, with the other's metadata.
    ///
    /// The other stream is begun when this one is.
    ///
    /// - Parameters:
    ///   - base: The other stream, not iterated yet.
    ///   - source: Makes the source from the other's iterator, which ends the call when it is released.
    public init(over base: ChatStream, source: @escaping @Sendable (ChatStream.Iterator) -> any ChatStreamSource) {
        self.init { recorder in
            recorder.follow(base)
            return source(base.makeAsyncIterator())
        }
    }

    /// Status, headers and timing; filled in as they become known, complete after the last chunk.
    public var metadata: ResponseMetadata { recorder.metadata }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the call.
    public func makeAsyncIterator() -> Iterator {
        Iterator(source: recorder.begin() ? start(recorder) : RefusingSource())
    }

    /// Hands each chunk to a closure on the thread on which its bytes arrive, where the stream comes straight from a
    /// transport that can do that.
    ///
    /// This is the cheapest way to read a stream: the calling task sleeps until its end, and is not woken for each
    /// chunk. All other streams of the transport wait for the closure, so it must neither block nor compute for long:
    /// what takes more than some 100 µs belongs into a loop over the stream.
    ///
    /// Chunks come one after the other, in order. Those that are there already come on the calling task's thread, as
    /// the first ones may be, and so do all where a middleware reads the stream on its way.
    ///
    /// - Parameter body: Takes a chunk; what it throws ends the call.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled, and what the closure
    ///   throws.
    public func forEach(_ body: @escaping @Sendable (ChatChunk) throws -> Void) async throws {
        try await makeAsyncIterator().source.forEach(body)
    }

    /// The iterator of a stream; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        @usableFromInline let source: any ChatStreamSource

        fileprivate init(source: any ChatStreamSource) { self.source = source }

        /// Returns the next chunk, or nil after the answer is complete.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: The next chunk.
        /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
        @inlinable  // Most chunks are there already, and an asynchronous call costs more than reading one of them.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
            if let chunk = try source.ready() { return chunk }
            return try await source.next(isolation: actor)
        }
    }
}

@available(*, unavailable)
extension ChatStream.Iterator: Sendable {}

/// What feeds a ``ChatStream``; it is used by one task at a time and ends the call when it is released.
public protocol ChatStreamSource: AnyObject {
    /// Returns the next chunk if that takes no waiting; it is asked before each ``next(isolation:)``.
    ///
    /// An implementer may leave it out; there is no chunk without waiting then.
    ///
    /// - Returns: The next chunk; nil when it has to be waited for, or when there is none.
    /// - Throws: ``LLMError`` for every failure.
    func ready() throws -> ChatChunk?

    /// Returns the next chunk, or nil after the answer is complete.
    ///
    /// - Parameter actor: The caller's isolation, to be kept.
    /// - Returns: The next chunk.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled.
    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk?

    /// Hands over all chunks, where they arrive if it can; see ``ChatStream/forEach(_:)``.
    ///
    /// An implementer may leave it out; the caller's task waits for each chunk then.
    ///
    /// - Parameter body: Takes a chunk; what it throws ends the call.
    /// - Throws: ``LLMError`` for every failure, `CancellationError` when the task was cancelled, and what the closure
    ///   throws.
    func forEach(_ body: @escaping @Sendable (ChatChunk) throws -> Void) async throws
}

extension ChatStreamSource {
    /// Returns nil: every chunk has to be waited for.
    ///
    /// - Returns: Nil.
    public func ready() throws -> ChatChunk? { nil }

    /// Waits for each chunk and hands it over.
    ///
    /// - Parameter body: Takes a chunk.
    /// - Throws: What this source and the closure throw.
    public func forEach(_ body: @escaping @Sendable (ChatChunk) throws -> Void) async throws {
        while true {
            var chunk = try ready()
            if chunk == nil { chunk = try await next(isolation: #isolation) }
            guard let chunk else { return }
            try body(chunk)
        }
    }
}

private final class RefusingSource: ChatStreamSource {
    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        throw LLMError.streamBegun
    }
}
