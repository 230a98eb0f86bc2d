import Foundation
import TestSupport

/// A program of the system.
enum Program {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Our own programs, which are built with the tests.
    private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    /// Finds a program by its name.
    static func find(_ name: String) throws -> URL {
        let own = products + "/" + name
        let path = FileManager.default.isExecutableFile(atPath: own) ? own : SearchPath.find(name)
        guard let path else { throw Failure(description: "\(name) is not installed: run scripts/install-deps net") }
        return URL(filePath: path)
    }

    /// Runs a program to its end; what it wrote is in the error when it fails.
    static func run(_ name: String, _ arguments: [String]) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = try find(name)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let line = ([name] + arguments).joined(separator: " ")
            throw Failure(description: "failed: \(line)\n\(String(decoding: text, as: UTF8.self))")
        }
    }
}
