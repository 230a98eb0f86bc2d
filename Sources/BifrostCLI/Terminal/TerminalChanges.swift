import Dispatch
import Glibc

/// Tells whoever waits for a key that the terminal has another size, or that the process was continued.
///
/// Signals reach any thread; a pipe reaches the one that waits.
final class TerminalChanges {
    /// Readable after a change.
    let descriptor: Int32
    private let writer: Int32
    private let sources: [any DispatchSourceSignal]

    /// Nil when there are no descriptors left.
    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (descriptor, writer) = (ends[0], ends[1])
        sources = [SIGWINCH, SIGCONT].map { [writer] number in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                var byte: UInt8 = 0
                _ = write(writer, &byte, 1)
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        close(descriptor)
        close(writer)
    }

    /// The change was seen.
    func acknowledge() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}
