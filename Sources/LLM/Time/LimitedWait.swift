private import Synchronization

/// Waits for work until it ends, its time is up, or the waiting task is cancelled, whichever comes first.
///
/// The work is cancelled when it is no longer waited for, and may take its time to notice.
final class LimitedWait<Value: Sendable>: Sendable {
    private enum State {
        /// Nobody waits and nothing has ended; any may follow.
        case begun
        /// The outcome is awaited; ended follows.
        case waiting(CheckedContinuation<Value, any Error>)
        /// The outcome is there. Nothing follows: what ends later is not waited for.
        case ended(Result<Value, any Error>)
    }

    private let state = Mutex(State.begun)

    private init() {}

    /// Waits for work.
    ///
    /// - Parameters:
    ///   - limit: How long. Nil has no limit.
    ///   - clock: What measures it.
    ///   - work: The work.
    /// - Returns: What the work returns.
    /// - Throws: ``WaitEnded`` when the time is up, `CancellationError` when this task was cancelled, and what the work
    ///   throws.
    static func value(
        limit: Duration?, clock: CallClock, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let wait = LimitedWait()
        // A task of its own: a task group would wait for its children, also for work that ignores its cancellation.
        let worker = Task { wait.ended(await Self.result(of: work)) }
        let timer = limit.map { limit in
            Task {
                // A sleep that ends early was cancelled, because nobody waits any more.
                if (try? await clock.sleep(limit)) != nil { wait.ended(.failure(WaitEnded())) }
            }
        }
        defer {
            worker.cancel()
            timer?.cancel()
        }
        return try await withTaskCancellationHandler {
            try await wait.outcome()
        } onCancel: {
            wait.ended(.failure(CancellationError()))
        }
    }

    private static func result(of work: () async throws -> Value) async -> Result<Value, any Error> {
        do { return .success(try await work()) } catch { return .failure(error) }
    }

    private func outcome() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let outcome: Result<Value, any Error>? = state.withLock { state in
                if case .ended(let outcome) = state { return outcome }
                state = .waiting(continuation)
                return nil
            }
            if let outcome { continuation.resume(with: outcome) }
        }
    }

    private func ended(_ outcome: Result<Value, any Error>) {
        let waiting: CheckedContinuation<Value, any Error>? = state.withLock { state in
            switch state {
            case .begun:
                state = .ended(outcome)
                return nil
            case .waiting(let continuation):
                state = .ended(outcome)
                return continuation
            case .ended:
                return nil
            }
        }
        waiting?.resume(with: outcome)
    }
}

/// The time of a ``LimitedWait`` is up.
struct WaitEnded: Error {}
