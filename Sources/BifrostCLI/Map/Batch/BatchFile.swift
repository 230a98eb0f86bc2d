import Glibc
import LLM

/// The requests of a batch on their way into a file beside the output, which is removed when it is not needed any more.
struct BatchFile: ~Copyable {
    let path: String
    private let file: OutputFile
    private var buffer: [UInt8] = []
    private(set) var count = 0
    private(set) var size = 0
    private(set) var lines: ClosedRange<Int>?
    private(set) var offset = 0

    init(path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LLMError(.configuration, "cannot write \"\(path)\": \(String(cString: strerror(errno)))")
        }
        self.path = path
        file = OutputFile(descriptor: descriptor)
    }

    deinit {
        close(file.descriptor)
        unlink(path)
    }

    mutating func add(_ line: LineReader.Line, _ request: [UInt8]) throws {
        if lines == nil { offset = line.offset }
        lines = (lines?.lowerBound ?? line.number)...line.number
        count += 1
        size += request.count
        buffer += request
        if buffer.count > 1 << 20 { try flush() }
    }

    /// Begins anew.
    mutating func clear() throws {
        guard ftruncate(file.descriptor, 0) == 0, lseek(file.descriptor, 0, SEEK_SET) == 0 else {
            throw OutputFile.Failure(errorNumber: errno)
        }
        buffer.removeAll(keepingCapacity: true)
        (count, size, lines) = (0, 0, nil)
    }

    mutating func flush() throws {
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
