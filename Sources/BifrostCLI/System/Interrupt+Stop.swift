import Dispatch
import Glibc
import Synchronization

/// Runs work that the first Ctrl-C, or polite kill, asks to come to its end, and the second one cancels; the third one
/// ends the process.
///
/// - Parameters:
///   - stop: What the first one gives.
///   - remark: Called with the first one, to say so.
///   - work: The work.
/// - Returns: What the work returns.
/// - Throws: What the work throws.
func stoppedByInterrupt<Result: Sendable>(
    _ stop: StopSignal, remark: @escaping @Sendable () -> Void = {},
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task { try await work() }
    let count = Mutex(0)
    let interrupts = Interrupts { number in
        let isFirst = count.withLock { count in
            count += 1
            return count == 1
        }
        if isFirst {
            remark()
            stop.give()
        } else {
            signal(number, SIG_DFL)
            task.cancel()
        }
    }
    defer { interrupts.ignore() }
    return try await task.value
}

/// Ctrl-C and polite kills, handed to a closure as long as nobody ignores them.
private struct Interrupts {
    private let sources: [any DispatchSourceSignal]

    init(_ handler: @escaping @Sendable (Int32) -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            // The source sees the signal all the same; ignoring it keeps the process alive.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { handler(number) }
            source.resume()
            return source
        }
    }

    func ignore() { sources.forEach { $0.cancel() } }
}
