public import HTTPTransport
private import Synchronization

extension CurlTransport {
    /// Makes a connection to look at it: looks the name up, connects, shakes hands, and closes it.
    ///
    /// No request is sent. It goes the way of the configuration's requests (proxy, unix-domain socket, name overrides,
    /// identity), on a connection and a thread of its own. A cancelled task returns at once; the thread follows within
    /// a second.
    ///
    /// - Parameters:
    ///   - url: An absolute URL; http or https. Its path is of no importance.
    ///   - configuration: How connections are made.
    ///   - trust: Whom the handshake trusts.
    ///   - limit: The longest time that it may take. Nil sets no limit.
    /// - Returns: What was seen, as far as it came, and the failure that ended it; nil when the connection was made.
    /// - Throws: `HTTPTransportError` when the configuration makes no sense; `CancellationError` when the task was
    ///   cancelled.
    public static func inspect(
        _ url: String, configuration: Configuration = Configuration(), trust: InspectionTrust = .configured,
        limit: Duration? = nil
    ) async throws -> (report: ConnectionReport, failure: HTTPTransportError?) {
        try HTTPRequest.validate(url: url)
        let library = try CurlLibrary.shared.get()
        try configuration.validate(for: library)
        let settings = try ConnectionSettings(configuration, library)
        let wait = InspectionWait()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                wait.began(continuation)
                do {
                    // libcurl's own blocking loop must not hold a thread of the pool.
                    try startThread(named: "bifrost-inspect") {
                        let inspection = Inspection(url, settings, trust, limit: limit, wait: wait)
                        wait.ended(.success(inspection.run()))
                    }
                } catch {
                    wait.ended(.failure(error))
                }
            }
        } onCancel: {
            wait.cancelled()
        }
    }
}

/// Who waits for an inspection, and whether anybody still does.
final class InspectionWait: Sendable {
    typealias Outcome = (report: CurlTransport.ConnectionReport, failure: HTTPTransportError?)

    private enum State {
        case idle
        case waiting(CheckedContinuation<Outcome, any Error>)
        case over
    }

    private let state = Mutex(State.idle)

    /// Nobody waits any more.
    var isOver: Bool {
        state.withLock { if case .over = $0 { true } else { false } }
    }

    func began(_ continuation: CheckedContinuation<Outcome, any Error>) {
        let isCancelled = state.withLock { state in
            guard case .idle = state else { return true }
            state = .waiting(continuation)
            return false
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
    }

    func ended(_ outcome: Result<Outcome, any Error>) { takeContinuation()?.resume(with: outcome) }

    func cancelled() { takeContinuation()?.resume(throwing: CancellationError()) }

    private func takeContinuation() -> CheckedContinuation<Outcome, any Error>? {
        state.withLock { state in
            defer { state = .over }
            guard case .waiting(let continuation) = state else { return nil }
            return continuation
        }
    }
}
