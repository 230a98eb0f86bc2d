/// Carries one HTTP request to a server and its answer back.
///
/// An implementer owes:
/// - nothing is sent before `execute` is called, and exactly one request for each call: no hidden retries, no
///   redirects;
/// - every limit of the request ends the wait with ``HTTPTransportError/Code/timeout`` and the limit's name;
/// - a cancelled task, a cancelled body and a dropped body close the connection (or reset the stream) at once;
/// - a slow reader slows the sender down: buffers are bounded;
/// - after a shutdown began, `execute` throws ``HTTPTransportError/Code/shutDown``.
public protocol HTTPTransport: Sendable {
    /// Sends a request and returns when the head of the final answer is there.
    ///
    /// - Parameter request: The request.
    /// - Returns: The head, and the body still to be read.
    /// - Throws: ``HTTPTransportError``; `CancellationError` when the task was cancelled.
    func execute(_ request: HTTPRequest) async throws -> HTTPResponse

    /// Ends the transport: no new requests, and running ones end as the mode says.
    ///
    /// Returns when all is released.
    ///
    /// - Parameter mode: What happens to running requests.
    func shutdown(_ mode: ShutdownMode) async
}

/// What a shutdown does to running requests.
@nonexhaustive
public enum ShutdownMode: Hashable, Sendable {
    /// They may finish for this long; then they are cancelled.
    case graceful(within: Duration)
    /// They are cancelled at once.
    case immediate
}
