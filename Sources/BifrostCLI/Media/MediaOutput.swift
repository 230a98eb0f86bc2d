import Glibc
import LLM

/// Where a sound or an image goes: a file, or standard output.
///
/// A file is written beside its place and put there when it is whole, so that a failed call leaves what was there. What
/// is there and is no regular file, such as a device, a pipe or a link, stays what it is and is written to directly.
struct MediaOutput: ~Copyable {
    static let standardOutputPath = "-"

    private let path: String
    private let file: OutputFile
    /// Where the file is until it is whole; nil for what is written to directly.
    private let temporaryPath: String?
    private(set) var bytesWritten = 0
    private var isFinished = false

    /// - Throws: `LLMError.Code.configuration` when the file cannot be made, and for a terminal.
    init(path: String) throws {
        try Self.check(path)
        let temporaryPath = Self.temporaryPath(for: path)
        let file = try Self.open(path, temporaryPath)
        self.path = path
        self.file = file
        self.temporaryPath = temporaryPath
    }

    deinit {
        guard path != Self.standardOutputPath else { return }
        close(file.descriptor)
        if let temporaryPath, !isFinished { unlink(temporaryPath) }
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
        guard let temporaryPath else { return }
        guard rename(temporaryPath, path) == 0 else { throw Self.failure(path) }
        isFinished = true
    }

    /// A name that nothing has; nil for what is written to directly.
    private static func temporaryPath(for path: String) -> String? {
        guard path != standardOutputPath, !isSpecial(path) else { return nil }
        return "\(path).\(String(UInt64.random(in: .min ... .max), radix: 16)).part"
    }

    /// Whether something is there that is not a regular file.
    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    private static func open(_ path: String, _ temporaryPath: String?) throws -> OutputFile {
        guard path != standardOutputPath else { return .standardOutput }
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (temporaryPath == nil ? O_TRUNC : O_EXCL)
        let descriptor = Glibc.open(temporaryPath ?? path, flags, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        return OutputFile(descriptor: descriptor)
    }

    private static func failure(_ path: String) -> LLMError {
        LLMError(.configuration, "cannot write \"\(path)\": \(String(cString: strerror(errno)))")
    }
}
