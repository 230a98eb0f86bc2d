public import HTTPTransport
public import LLM
private import Synchronization

/// A transport that answers from a ``Recording`` and never sends anything.
///
/// Each exchange answers one request, the same one again only as often as it was recorded. Bodies come cut as they
/// were, and end as they did: a broken one breaks off again with the same error.
public final class ReplayingTransport: HTTPTransport {
    /// How the exchange for a request is found.
    @nonexhaustive
    public enum Matching: Hashable, Sendable {
        /// By method, path, query and body, whatever the host; JSON bodies are compared as values. Header fields are not
        /// compared.
        case request
        /// In the order of the recording; method and path must be the same.
        case order
    }

    private struct State {
        var script: ReplayScript
        var mismatches: [ReplayMismatch] = []
        var isShutDown = false
    }

    private let state: Mutex<State>
    private let redaction: Redaction
    private let clock: CallClock
    private let keepsTiming: Bool

    /// Makes a transport.
    ///
    /// - Parameters:
    ///   - recording: The exchanges to play.
    ///   - matching: How the exchange for a request is found.
    ///   - redaction: The rules of the recording, by which requests are masked before they are compared.
    ///   - keepsTiming: Whether heads and pieces come after the recorded delays. Otherwise they are there at once.
    ///   - clock: What delays are waited for on.
    public init(
        _ recording: Recording,
        matching: Matching = .request,
        redaction: Redaction = Redaction(),
        keepsTiming: Bool = false,
        clock: CallClock = .continuous
    ) {
        self.state = Mutex(State(script: ReplayScript(recording.exchanges, matching)))
        self.redaction = redaction
        self.keepsTiming = keepsTiming
        self.clock = clock
    }

    /// The exchanges that answered no request yet; a test that has used all of its recording finds none.
    public var unplayed: [Recording.Exchange] { state.withLock { $0.script.unplayed } }

    /// The requests that no exchange fitted.
    public var mismatches: [ReplayMismatch] { state.withLock { $0.mismatches } }

    /// Answers a request from the recording.
    ///
    /// - Parameter request: The request.
    /// - Returns: The recorded answer.
    /// - Throws: The recorded error; `HTTPTransportError.Code.invalidRequest` when no exchange fits, with the words of
    ///   the ``ReplayMismatch`` that is in ``mismatches`` then; `CancellationError` when the task was cancelled.
    public func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let requestSent = clock.now()
        let exchange = try take(for: Recording.Request(request))
        if let error = exchange.error { throw error.transportError }
        guard let response = exchange.response else {
            throw HTTPTransportError(
                .connectionLost, "the recording has no answer: its reader left", requestMayHaveArrived: true)
        }
        if keepsTiming { try await clock.sleep(response.delay) }
        let head = HTTPResponseHead(
            status: response.status, version: response.version, fields: response.fields, requestSent: requestSent)
        return HTTPResponse(head: head, body: HTTPBody(ReplayedBody(response, clock: keepsTiming ? clock : nil)))
    }

    /// Refuses all further requests.
    ///
    /// - Parameter mode: Has no effect: there is nothing to wait for.
    public func shutdown(_ mode: ShutdownMode) async { state.withLock { $0.isShutDown = true } }

    private func take(for request: Recording.Request) throws(HTTPTransportError) -> Recording.Exchange {
        let sent = Redactor(redaction, for: Recording.Exchange(request: request)).redacted(request)
        return try state.withLock { state throws(HTTPTransportError) in
            guard !state.isShutDown else { throw HTTPTransportError(.shutDown, "the transport was shut down") }
            do throws(ReplayMismatch) {
                return try state.script.take(for: sent)
            } catch {
                state.mismatches.append(error)
                throw HTTPTransportError(.invalidRequest, "\(error)")
            }
        }
    }
}
