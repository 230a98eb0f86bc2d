import Glibc
import LLM

/// When what was written is forced onto the disk; a killed process loses nothing either way.
enum SyncRule: String, CaseIterable, Sendable {
    /// After each line.
    case line
    /// At most once a second, and at the end.
    case second
    /// When the system likes.
    case never
}

/// The output of a job, which is its journal too: a file that only grows, each line written at once.
final class Journal {
    private let file: OutputFile
    private let path: String
    private let sync: SyncRule
    private let now: () -> ContinuousClock.Instant
    private var lastSync: ContinuousClock.Instant?
    private var isDirty = false

    /// Opens the file, or makes it, for this process alone, and mends a line that was torn by a crash.
    ///
    /// - Throws: `LLMError.Code.configuration` when it cannot be written, is no regular file, or another process writes
    ///   it.
    init(
        path: String, sync: SyncRule = .second, now: @escaping () -> ContinuousClock.Instant = { .now }
    ) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.failure(path) }
        file = OutputFile(descriptor: descriptor)
        self.path = path
        self.sync = sync
        self.now = now
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw LLMError(.configuration, "\"\(path)\" is no regular file; leave -o out for standard output")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw LLMError(.configuration, "another process is writing \"\(path)\"")
        }
    }

    deinit { close(file.descriptor) }

    /// Reads what is there and mends its end.
    func recover(_ add: (JournalEntry?) -> Void) throws {
        var reader = LineReader(try InputFile(path: path), maximumLength: JournalEntry.maximumLine)
        var size = 0
        var isWhole = true
        while let line = try reader.next() {
            isWhole = line.length > (line.bytes?.count ?? 0)
            let entry = line.bytes.flatMap(JournalEntry.init)
            if !isWhole, entry == nil { break }
            if line.bytes?.isEmpty == false { add(entry) }
            size = line.offset + line.length
        }
        guard !isWhole else { return }
        // What lacks its line end alone is kept; a torn line was never whole, so that nothing is lost with it.
        guard ftruncate(file.descriptor, off_t(size)) == 0 else { throw Self.failure(path) }
        if size > 0, try !endsLine(size) { try file.write("\n") }
    }

    /// Adds a line.
    func append(_ record: JSONOutput) throws {
        try file.write(record.line)
        isDirty = true
        switch sync {
        case .line: try flush()
        case .second:
            let now = now()
            if lastSync.map({ $0.duration(to: now) >= .seconds(1) }) ?? true {
                try flush()
                lastSync = now
            }
        case .never: break
        }
    }

    /// Forces what was written onto the disk.
    func flush() throws {
        guard isDirty, sync != .never else { return }
        guard fdatasync(file.descriptor) == 0 else { throw Self.failure(path) }
        isDirty = false
    }

    private func endsLine(_ size: Int) throws -> Bool {
        var byte: UInt8 = 0
        guard pread(file.descriptor, &byte, 1, off_t(size - 1)) == 1 else { throw Self.failure(path) }
        return byte == UInt8(ascii: "\n")
    }

    private static func failure(_ path: String) -> LLMError {
        LLMError(.configuration, "cannot write \"\(path)\": \(String(cString: strerror(errno)))")
    }
}
