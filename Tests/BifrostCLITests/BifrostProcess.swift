import Foundation

/// The built command `bifrost`, run as a process of its own.
final class BifrostProcess: Sendable {
    struct Outcome {
        var status: Int32
        var lines: [String]
        var errors: String

        /// The lines as JSON objects.
        func objects() throws -> [[String: Any]] {
            try lines.map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
        }
    }

    /// A run that takes longer is stuck.
    private static let limit: DispatchTimeInterval = .seconds(120)

    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()
    private let standardInput = Pipe()

    /// Starts the command, with these variables of its own in the environment and no other of ours.
    init(
        _ arguments: [String], input: String = "", keepsInputOpen: Bool = false, environment: [String: String] = [:]
    ) throws {
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BIFROST_") }
            .merging(environment) { _, own in own }
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        if !keepsInputOpen { try standardInput.fileHandleForWriting.close() }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.limit) { [process] in
            if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// Runs the command to its end.
    static func run(
        _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await BifrostProcess(arguments, input: input, environment: environment).finish()
    }

    /// Waits until the output holds this text, and returns what it holds.
    func output(containing text: String) async -> String { await Self.text(containing: text, of: output) }

    /// Waits until what is said on standard error holds this text, and returns what it holds.
    func errors(containing text: String) async -> String { await Self.text(containing: text, of: errors) }

    private static func text(containing text: String, of pipe: Pipe) async -> String {
        var received = ""
        while !received.contains(text) {
            let more = await Self.offPool { pipe.fileHandleForReading.availableData }
            if more.isEmpty { break }
            received += String(decoding: more, as: UTF8.self)
        }
        return received
    }

    /// Sends the signal of Ctrl-C.
    func interrupt() { process.interrupt() }

    /// Ends it at once, as a crash does.
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Goes away as a reader.
    func closeOutput() throws { try output.fileHandleForReading.close() }

    /// Waits for the end; the output is what was not read before.
    func finish() async throws -> Outcome {
        async let diagnostics = Self.offPool { self.errors.fileHandleForReading.readDataToEndOfFile() }
        let text = await Self.offPool { (try? self.output.fileHandleForReading.readToEnd()) ?? Data() }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
        let errors = String(decoding: await diagnostics, as: UTF8.self)
        await Self.offPool { self.process.waitUntilExit() }
        return Outcome(status: process.terminationStatus, lines: lines, errors: errors)
    }

    /// Next to the test bundle, where the build puts it.
    static var executable: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "bifrost")
    }

    /// Waits in a thread that is not one of the few that run tasks.
    private static func offPool<Value: Sendable>(_ wait: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: wait()) }.start()
        }
    }
}
