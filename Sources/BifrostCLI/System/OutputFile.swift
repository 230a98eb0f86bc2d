import Glibc

/// A file to write text to without a buffer, so that each piece is seen as it comes.
struct OutputFile {
    /// The reader went away (`EPIPE`), as `head` does.
    struct Closed: Error {}

    /// The text could not be written.
    struct Failure: Error {
        let errorNumber: Int32
    }

    static let standardOutput = OutputFile(descriptor: STDOUT_FILENO)
    static let standardError = OutputFile(descriptor: STDERR_FILENO)

    let descriptor: Int32

    /// Whether a person looks at it.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    func write(_ text: String) throws {
        var text = text
        try text.withUTF8(writeAll)
    }

    /// Writes a stranger's text: without power over a terminal, and as it is for programs.
    func show(_ text: String) throws { try write(isTerminal ? TerminalText.neutral(text) : text) }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBufferPointer(writeAll) }

    private func writeAll(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        var rest = bytes[...]
        while !rest.isEmpty { rest = rest.dropFirst(try writeSome(UnsafeBufferPointer(rebasing: rest))) }
    }

    /// Writes what may get lost: remarks on standard error.
    func writeIfPossible(_ text: String) { try? write(text) }

    private func writeSome(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Int {
        let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        if count >= 0 { return count }
        switch errno {
        case EINTR: return 0
        case EAGAIN: return waitUntilWritable()
        case EPIPE: throw Closed()
        default: throw Failure(errorNumber: errno)
        }
    }

    /// Waits until a descriptor that another process made non-blocking takes bytes again.
    private func waitUntilWritable() -> Int {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, 1000)
        return 0
    }

    /// Turns the signal of a closed pipe into ``Closed``, so that a running call ends in order.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

extension OutputFile.Failure: CustomStringConvertible {
    var description: String { "cannot write the output: \(String(cString: strerror(errorNumber)))" }
}
