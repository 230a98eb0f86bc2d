import HTTPTransport
import LLM
private import Synchronization

/// A recorded body, cut as it came.
final class ReplayedBody: HTTPBodySource {
    private struct State {
        var position = 0
        /// What is left of the wait for the next piece.
        var delay: Duration?
        var isCancelled = false
        var metrics = TransferMetrics()
    }

    private let response: Recording.Response
    /// What delays are waited for on; nil has none.
    private let clock: CallClock?
    private let state: Mutex<State>

    init(_ response: Recording.Response, clock: CallClock?) {
        self.response = response
        self.clock = clock
        var state = State()
        state.metrics.httpVersion = response.version
        self.state = Mutex(state)
    }

    func read(until instant: ContinuousClock.Instant?) async throws -> [UInt8]? {
        try Task.checkCancellation()
        if let clock { try await wait(on: clock, until: instant) }
        let next: Recording.Response.Piece? = state.withLock { state in
            guard !state.isCancelled, state.position < response.pieces.count else { return nil }
            defer { state.position += 1 }
            state.delay = nil
            state.metrics.bytesReceived += response.pieces[state.position].bytes.count
            return response.pieces[state.position]
        }
        if let next { return next.bytes }
        try end()
        return nil
    }

    func cancel() { state.withLock { $0.isCancelled = true } }

    func finish() { state.withLock { $0.isCancelled = true } }

    var metrics: TransferMetrics { state.withLock { $0.metrics } }

    /// Waits for the next piece; what is left of the wait when the reader's patience ends is there for its next read.
    private func wait(on clock: CallClock, until instant: ContinuousClock.Instant?) async throws {
        let delay = state.withLock { state in
            let position = state.position
            return state.delay ?? (position < response.pieces.count ? response.pieces[position].delay : .zero)
        }
        guard delay > .zero else { return }
        let patience = instant.map { clock.now().duration(to: $0) } ?? delay
        if patience < delay {
            state.withLock { $0.delay = delay - max(patience, .zero) }
            try await clock.sleep(max(patience, .zero))
            var error = HTTPTransportError(.timeout, "nothing came in time", requestMayHaveArrived: true)
            error.limit = .read
            throw error
        }
        try await clock.sleep(delay)
    }

    private func end() throws {
        if state.withLock({ $0.isCancelled }) { throw CancellationError() }
        switch response.ending {
        case .complete(let endIsTold): state.withLock { $0.metrics.endIsTold = endIsTold }
        case .finished: return
        case .failed(let error): throw error.transportError
        case .cancelled, .tooLarge, .open:
            throw HTTPTransportError(
                .connectionLost, "the recording has no more of the answer", requestMayHaveArrived: true)
        }
    }
}
