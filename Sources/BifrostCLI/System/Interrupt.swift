import Dispatch
import Glibc

/// Runs work that Ctrl-C, or a polite kill, cancels; the second one ends the process.
///
/// - Parameter work: The work; when it is cancelled, it throws or returns as it likes.
/// - Returns: What the work returns.
/// - Throws: What the work throws.
func cancelledByInterrupt<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task { try await work() }
    let sources = [SIGINT, SIGTERM].map { number in
        // The source sees the signal all the same; ignoring it keeps the process alive.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler {
            signal(number, SIG_DFL)
            task.cancel()
        }
        source.resume()
        return source
    }
    defer { sources.forEach { $0.cancel() } }
    return try await task.value
}
