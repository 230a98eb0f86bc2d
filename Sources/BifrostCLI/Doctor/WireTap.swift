import HTTPTransport
import Synchronization

/// A transport that notes what a chat's answer looks like on the wire, and how its body ends.
///
/// The model that uses it is the library's own, so that what is examined is what happens in every other program.
final class WireTap: HTTPTransport {
    private let base: any HTTPTransport
    private let answer = Mutex<TappedAnswer?>(nil)

    init(_ base: any HTTPTransport) { self.base = base }

    /// The last answer to a POST.
    var lastAnswer: TappedAnswer? { answer.withLock { $0 } }

    func execute(_ request: HTTPRequest) async throws -> HTTPResponse {
        var response = try await base.execute(request)
        // What is read whole is of no interest here.
        guard request.method == "POST" else { return response }
        let tapped = TappedAnswer(response, headArrived: .now)
        answer.withLock { $0 = tapped }
        response.body = HTTPBody(tapped)
        return response
    }

    func shutdown(_ mode: ShutdownMode) async { await base.shutdown(mode) }
}

/// An answer whose bytes are noted as they are read.
final class TappedAnswer: HTTPBodySource {
    /// How the body ended after its reader had all that it wanted.
    enum End: Equatable {
        /// The body ended by itself, so long after the last event.
        case ended(after: Duration)
        /// Nothing more came.
        case open
        /// The connection broke.
        case lost
    }

    let head: HTTPResponseHead
    let headArrived: ContinuousClock.Instant
    private let body: HTTPBody
    private struct State {
        var trace = StreamTrace()
        var ended: ContinuousClock.Instant?
    }
    private let state = Mutex(State())

    init(_ response: HTTPResponse, headArrived: ContinuousClock.Instant) {
        head = response.head
        body = response.body
        self.headArrived = headArrived
    }

    var trace: StreamTrace { state.withLock { $0.trace } }
    var metrics: TransferMetrics { body.metrics }

    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? {
        let bytes = try await body.read(until: instant)
        let now = ContinuousClock.now
        state.withLock { state in
            if let bytes { state.trace.received(bytes, at: now) } else { state.ended = now }
        }
        return bytes
    }

    func cancel() { body.cancel() }

    /// The reader has enough; the connection is kept for ``observeEnd(within:)``.
    func finish() {}

    /// Awaits the end of a body whose reader has finished, and then gives it up.
    func observeEnd(within limit: Duration) async throws -> End {
        defer { body.finish() }
        let deadline = ContinuousClock.now + limit
        do {
            while state.withLock({ $0.ended }) == nil {
                guard ContinuousClock.now < deadline else { return .open }
                _ = try await read(until: deadline)
            }
        } catch let error as HTTPTransportError {
            return error.code == .timeout ? .open : .lost
        }
        let state = state.withLock { $0 }
        let last = state.trace.done ?? state.trace.finish ?? state.trace.arrivals.last
        return .ended(after: state.ended.flatMap { ended in last.map { $0.duration(to: ended) } } ?? .zero)
    }
}
