import Glibc
import LLM

/// Where a sound or an image goes: a file, or standard output.
///
/// A file is written beside its place and put there when it is whole, so that a failed call leaves what was there.
struct MediaOutput: ~Copyable {
    static let standardOutputPath = "-"

    private let path: String
    private let file: OutputFile
    private(set) var bytesWritten = 0
    private var isFinished = false

    /// - Throws: `LLMError.Code.configuration` when the file cannot be made, and for a terminal.
    init(path: String) throws {
        try Self.check(path)
        let file = path == Self.standardOutputPath ? OutputFile.standardOutput : try Self.file(path)
        self.path = path
        self.file = file
    }

    deinit {
        guard path != Self.standardOutputPath else { return }
        close(file.descriptor)
        if !isFinished { unlink(Self.temporary(path)) }
    }

    /// Refuses what would spoil a terminal, before anything is sent.
    static func check(_ path: String) throws {
        guard !path.isEmpty else { throw LLMError(.configuration, "-o needs the name of a file, or -") }
        guard path == standardOutputPath, OutputFile.standardOutput.isTerminal else { return }
        throw LLMError(.configuration, "the answer is no text and would spoil the terminal: give -o FILE, or a pipe")
    }

    mutating func write(_ bytes: [UInt8]) throws {
        try file.write(bytes)
        bytesWritten += bytes.count
    }

    /// Puts the whole file in its place.
    mutating func finish() throws {
        guard path != Self.standardOutputPath else { return }
        guard rename(Self.temporary(path), path) == 0 else { throw Self.failure(path) }
        isFinished = true
    }

    private static func file(_ path: String) throws -> OutputFile {
        let descriptor = open(temporary(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        return OutputFile(descriptor: descriptor)
    }

    private static func temporary(_ path: String) -> String { "\(path).part" }

    private static func failure(_ path: String) -> LLMError {
        LLMError(.configuration, "cannot write \"\(path)\": \(String(cString: strerror(errno)))")
    }
}
