import Foundation

/// The load server in a process of its own; it ends with this one.
final class LoadServer {
    let port: Int
    /// Open for as long as the server is to run.
    private let input = Pipe()

    init() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "load-server")
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.dropLast()) else { throw CocoaError(.fileReadCorruptFile) }
        self.port = port
    }
}
