import Dispatch
import Glibc
import Synchronization

/// Runs work that Ctrl-C, or a polite kill, cancels; the second one ends the process.
///
/// - Parameters:
///   - signals: What cancels it.
///   - endsAtSecond: Whether the second signal ends the process; else all but the first are ignored.
///   - work: The work; when it is cancelled, it throws or returns as it likes.
/// - Returns: What the work returns.
/// - Throws: What the work throws.
func cancelledByInterrupt<Result: Sendable>(
    signals: [Int32] = [SIGINT, SIGTERM], endsAtSecond: Bool = true,
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    // Before the work begins: a signal that comes while it does must not be missed, nor end the process.
    let interruption = Interruption<Result>()
    let sources = signals.map { number in
        // The source sees the signal all the same; ignoring it keeps the process alive.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler {
            if endsAtSecond { signal(number, SIG_DFL) }
            interruption.interrupt()
        }
        source.resume()
        return source
    }
    defer { sources.forEach { $0.cancel() } }
    let task = Task { try await work() }
    interruption.concerns(task)
    return try await task.value
}

/// Cancels a task that may not have begun when the signal came.
private final class Interruption<Result: Sendable>: Sendable {
    private struct State {
        var isInterrupted = false
        var task: Task<Result, any Error>?
    }

    private let state = Mutex(State())

    func interrupt() {
        let task = state.withLock { state in
            state.isInterrupted = true
            return state.task
        }
        task?.cancel()
    }

    func concerns(_ task: Task<Result, any Error>) {
        let isInterrupted = state.withLock { state in
            state.task = task
            return state.isInterrupted
        }
        if isInterrupted { task.cancel() }
    }
}

/// Ends the process at a polite kill or when its terminal hangs up, but leaves the terminal as it was found.
final class TerminationSignals {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter prepare: What is to be done before the end.
    init(_ prepare: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                prepare()
                // As the signal itself would have ended it.
                signal(number, SIG_DFL)
                kill(getpid(), number)
            }
            source.resume()
            return source
        }
    }

    /// The signals end the process at once again.
    func stop() {
        for source in sources { source.cancel() }
        for number in [SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
    }
}
