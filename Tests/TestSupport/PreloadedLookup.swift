private import Foundation

/// A name lookup for a process of its own: `answered.test` is this host, `stuck.test` hangs for three seconds.
///
/// Its source is `Fixtures/slow-lookup.c`.
public struct PreloadedLookup: Sendable {
    /// What the process is started with.
    public let environment: [String: String]
    private let library: TemporaryFile

    private struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Whether there is a compiler, and a library can be loaded before those of this build.
    public static var isPossible: Bool {
        let isSanitized = unsafe dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil
        return !isSanitized && compiler != nil
    }

    private static var compiler: URL? {
        (SearchPath.find("clang") ?? SearchPath.find("cc")).map { URL(filePath: $0) }
    }

    /// Compiles it.
    ///
    /// - Throws: What the compiler says.
    public init() throws {
        library = try TemporaryFile([])
        environment = ["LD_PRELOAD": library.path]
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/slow-lookup.c").standardizedFileURL.path
        let process = Process()
        let output = Pipe()
        process.executableURL = Self.compiler
        process.arguments = ["-shared", "-fPIC", "-o", library.path, source, "-ldl"]
        process.standardInput = FileHandle.nullDevice
        process.standardError = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: String(decoding: text, as: UTF8.self)) }
    }
}
