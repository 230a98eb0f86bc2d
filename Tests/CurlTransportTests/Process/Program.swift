import Foundation
import TestSupport

/// A program that a test runs in a process of its own.
struct Program {
    struct Outcome {
        /// The exit status, or 128 and the number of the signal that ended it.
        var status: Int32
        var output: String
        var errors: String
    }

    /// A run that takes longer is stuck.
    private static let limit: DispatchTimeInterval = .seconds(120)

    var executable: URL
    var environment: [String: String] = [:]

    /// A program of the search path; nil when there is none.
    init?(named name: String) {
        guard let path = SearchPath.find(name) else { return nil }
        executable = URL(filePath: path)
    }

    /// A program that the build puts next to the test bundle.
    init(built name: String) {
        executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: name)
    }

    /// Starts it, with its variables over those of this process.
    func start(_ arguments: [String], input: Pipe, output: Pipe, errors: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        process.standardInput = input
        process.standardOutput = output
        if let errors { process.standardError = errors }
        try process.run()
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.limit) {
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        return process
    }

    /// Runs it to its end.
    func run(_ arguments: String...) async throws -> Outcome {
        let (output, errors) = (Pipe(), Pipe())
        let process = try start(arguments, input: Pipe(), output: output, errors: errors)
        async let diagnostics = Self.offPool { errors.fileHandleForReading.readDataToEndOfFile() }
        let text = await Self.offPool { output.fileHandleForReading.readDataToEndOfFile() }
        let status = await Self.offPool {
            process.waitUntilExit()
            return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
        }
        return Outcome(
            status: status, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: await diagnostics, as: UTF8.self))
    }

    /// Waits in a thread that is not one of the few that run tasks.
    static func offPool<Value: Sendable>(_ wait: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: wait()) }.start()
        }
    }
}

/// A folder that is gone after the test.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "bifrost-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }
}

/// What the tests have beside their Swift sources.
enum Fixture {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/\(name)")
            .standardizedFileURL.path
    }
}
