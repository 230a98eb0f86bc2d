import Glibc
import LLM

/// A file to read bytes from; the path `-` is standard input.
struct InputFile: ~Copyable {
    static let standardInputPath = "-"

    /// Whether standard input is a person's keyboard.
    static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    private let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = path == Self.standardInputPath ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit {
        if descriptor > STDERR_FILENO { close(descriptor) }
    }

    /// How many bytes the file has; nil for what is no regular file, such as a pipe.
    var size: Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Whether bytes, or the end, come within this time.
    func isReadable(within milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds) != 0
    }

    /// Goes on from this byte of a regular file.
    func seek(to offset: Int) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw Self.failure(path) }
    }

    /// Returns the next bytes, as soon as there are some; none at the end.
    func read(atMost count: Int) throws -> [UInt8] {
        while true {
            var received = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                received = readSome(into: buffer)
                initialized = max(received, 0)
            }
            if received >= 0 { return bytes }
            guard errno == EINTR else { throw Self.failure(path) }
        }
    }

    /// Returns all bytes.
    static func contents(of path: String) throws -> [UInt8] {
        let file = try InputFile(path: path)
        var contents: [UInt8] = []
        while true {
            let piece = try file.read(atMost: 64 << 10)
            if piece.isEmpty { return contents }
            contents += piece
            guard contents.count <= maximumLength else {
                throw LLMError(.configuration, "\(name(path)) is longer than \(maximumLength >> 20) MiB")
            }
        }
    }

    private static let maximumLength = 256 << 20

    private func readSome(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    }

    private static func failure(_ path: String) -> LLMError {
        LLMError(.configuration, "cannot read \(name(path)): \(String(cString: strerror(errno)))")
    }

    private static func name(_ path: String) -> String {
        path == standardInputPath ? "standard input" : "\"\(path)\""
    }
}
