/// The body of an answer: bytes as they arrive, to be read once, by one task at a time.
///
/// Dropping the last copy ends the transfer; so does ``cancel()``.
public struct HTTPBody: Sendable {
    private let source: any HTTPBodySource

    /// Makes a body for an implementer of ``HTTPTransport``.
    ///
    /// - Parameter source: Where the bytes come from.
    public init(_ source: any HTTPBodySource) { self.source = source }

    /// Returns the bytes that have arrived, waiting for some if there are none.
    ///
    /// - Parameter instant: When to give up waiting; nil waits as long as the transfer's own limits allow.
    /// - Returns: The bytes, never empty; nil after the last byte of a whole body.
    /// - Throws: ``HTTPTransportError``, with the limit ``TransferLimits/Name/read`` when the instant passed (the
    ///   transfer goes on and can be read again); `CancellationError` when the task was cancelled.
    public func read(until instant: ContinuousClock.Instant? = nil) async throws -> [UInt8]? {
        try await source.read(until: instant)
    }

    /// The same body for a reader that is called back; nil where its source can only be waited for.
    public var polled: (any HTTPPolledBodySource)? { source as? any HTTPPolledBodySource }

    /// Ends the transfer at once: the connection is closed, or the stream reset.
    public func cancel() { source.cancel() }

    /// Gives up the rest of the body; a connection whose answer ends within a moment is kept for reuse.
    public func finish() { source.finish() }

    /// The transfer's counters so far; complete after the last byte or the error.
    public var metrics: TransferMetrics { source.metrics }
}

/// Where the bytes of a body come from; see ``HTTPBody`` for what each call owes.
public protocol HTTPBodySource: AnyObject, Sendable {
    /// Returns the bytes that have arrived, waiting for some if there are none.
    ///
    /// - Parameter instant: When to give up waiting.
    /// - Returns: The bytes, never empty; nil at the end.
    /// - Throws: ``HTTPTransportError`` or `CancellationError`.
    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]?

    /// Ends the transfer at once.
    func cancel()

    /// Gives up the rest of the body.
    func finish()

    /// The transfer's counters so far.
    var metrics: TransferMetrics { get }
}
