/// A source of a body's bytes that can be read without a task that waits for them.
public protocol HTTPPolledBodySource: HTTPBodySource {
    /// Returns what is here.
    ///
    /// - Returns: What is here; ``HTTPBodyPoll/pending`` when that is nothing.
    /// - Throws: ``HTTPTransportError`` when the transfer has failed or is waited for, and, with the limit
    ///   ``TransferLimits/Name/read``, once after a wait whose instant has passed without anything; the transfer goes on
    ///   then. `CancellationError` when it was cancelled.
    func poll() throws -> HTTPBodyPoll

    /// Calls back once there is something to say.
    ///
    /// - Parameters:
    ///   - instant: When to give up waiting; nil waits as long as the transfer's own limits allow.
    ///   - whenReady: Called once if this returns true, and never otherwise: when there is something to read, when the
    ///     transfer has failed or was cancelled, and when the instant has passed; ``poll()`` says which. It is called on
    ///     whichever thread notices that, which all other transfers may have to wait for.
    /// - Returns: False when there is something to say at once.
    func wait(until instant: ContinuousClock.Instant?, whenReady: @escaping @Sendable () -> Void) -> Bool
}

/// What a source has of a body.
public enum HTTPBodyPoll: Sendable, Hashable {
    /// The bytes that have arrived; never empty.
    case bytes([UInt8])
    /// The last byte of a whole body was returned before.
    case end
    /// Nothing yet.
    case pending
}
