public import LLM

/// The body of an event stream for a client of your own server: bytes to write as they come, once.
///
/// Nothing is sent to the gateway before the first bytes are asked for, or before ``opened()``. From then on a task
/// reads the answer ahead, by 64 KiB at most, and waits when the client is slow. Each element is made of whole events:
/// all that there was, for one write.
///
/// A failure becomes an event with an error object at the end of the body, ``failure`` has it too, and no `[DONE]`
/// follows; a cut answer never ends as a whole one does. When nothing came for ``RelayOptions/heartbeat``, a comment
/// does. Leaving the loop, dropping the iterator and cancelling the task end the call at the gateway at once; so it is
/// enough that the handler's write throws when the client has gone.
public struct EventRelay: AsyncSequence, Sendable {
    /// Bytes of whole events.
    public typealias Element = [UInt8]
    /// The failure: `CancellationError`; everything else is told to the client.
    public typealias Failure = any Error

    /// The header fields of an answer with this body: its type, and what keeps caches and nginx from holding it back.
    public static let headFields: [(name: String, value: String)] = [
        ("content-type", "text/event-stream"), ("cache-control", "no-cache"), ("x-accel-buffering", "no"),
    ]

    private let run: RelayRun
    private let readMetadata: @Sendable () -> ResponseMetadata

    init(
        options: RelayOptions,
        metadata: @escaping @Sendable () -> ResponseMetadata,
        work: @escaping @Sendable (RelayBuffer) async throws -> Void
    ) {
        run = RelayRun(options: options, work: work)
        readMetadata = metadata
    }

    /// What the gateway's answer said besides; filled in as it becomes known.
    public var metadata: ResponseMetadata { readMetadata() }

    /// What the call failed with, for the server's log.
    ///
    /// Nil while it runs, after a whole answer, and when the client went away.
    public var failure: LLMError? { run.failure }

    /// Sends the request and waits until there is something to pass on.
    ///
    /// A handler that calls this before it sends its own head can answer a refused call with a status, such as 429,
    /// instead of with an error in a stream that began with 200; see ``RelayedError``. No heartbeat is sent meanwhile.
    ///
    /// - Returns: The same relay.
    /// - Throws: ``LLMError`` when the call failed before anything came, `CancellationError` when the task was cancelled.
    @discardableResult
    public func opened() async throws -> EventRelay {
        try await run.opened()
        return self
    }

    /// Begins the iteration.
    ///
    /// - Returns: The iterator; dropping it ends the call.
    public func makeAsyncIterator() -> Iterator { Iterator(reading: run.begin()) }

    /// The iterator of a relay; it belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let reading: RelayReading?

        fileprivate init(reading: RelayReading?) { self.reading = reading }

        /// Returns the next bytes, or nil after the end of the stream.
        ///
        /// - Parameter actor: The caller's isolation.
        /// - Returns: Bytes of whole events, never empty.
        /// - Throws: `CancellationError` when the task was cancelled; `LLMError.Code.configuration` for a second
        ///   iteration.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            guard let reading else { throw LLMError.streamBegun }
            return try await reading.next()
        }
    }
}

@available(*, unavailable)
extension EventRelay.Iterator: Sendable {}
