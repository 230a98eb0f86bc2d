/// A source of a body's bytes that can be read without a task that waits for them.
public protocol HTTPPolledBodySource: HTTPBodySource {
    /// Returns what is here, or calls back when that has changed.
    ///
    /// - Parameters:
    ///   - instant: When to give up waiting; nil waits as long as the transfer's own limits allow.
    ///   - whenReady: Called once, after ``HTTPBodyPoll/pending`` was returned and never before: when there is something
    ///     to read, when the instant has passed, and when the transfer has failed or was cancelled. It is called on
    ///     whichever thread notices that, which all other transfers may have to wait for.
    /// - Returns: What is here.
    /// - Throws: ``HTTPTransportError`` or `CancellationError`, as reading does.
    func poll(
        until instant: ContinuousClock.Instant?, whenReady: @escaping @Sendable () -> Void
    ) throws -> HTTPBodyPoll
}

/// What a source has of a body.
public enum HTTPBodyPoll: Sendable, Hashable {
    /// The bytes that have arrived; never empty.
    case bytes([UInt8])
    /// The last byte of a whole body was returned before.
    case end
    /// Nothing yet; the reader is called back.
    case pending
}
