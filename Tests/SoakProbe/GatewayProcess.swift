import BifrostTesting
import Foundation

/// A gateway in a process of its own: the calls of this one do not keep it from accepting connections.
final class GatewayProcess: Sendable {
    /// What this program is called with to be one.
    static let word = "gateway"

    /// Where it listens.
    let baseURL: String
    private let process: Process
    /// It ends when this is closed, however this process ends.
    private let lifeline = Pipe()

    /// A token of each answer leaves every so often, and heartbeats in between.
    init(tokenInterval: Duration, heartbeatInterval: Duration) throws {
        let output = Pipe()
        process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [Self.word] + [tokenInterval, heartbeatInterval].map { "\(Int($0 / .milliseconds(1)))" }
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        let line = output.fileHandleForReading.availableData
        guard !line.isEmpty else { throw CocoaError(.executableLoad) }
        baseURL = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Kills it, and returns when it is gone.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The other side: is a gateway as long as standard input is open.
    static func serve(_ arguments: [String]) async throws {
        let intervals = arguments.compactMap { Int($0) }.map { Duration.milliseconds($0) }
        guard intervals.count == 2 else { throw CocoaError(.keyValueValidation) }
        var configuration = EmbeddedGateway.Configuration()
        configuration.tokenInterval = intervals[0]
        configuration.heartbeatInterval = intervals[1]
        configuration.maximumRecordedRequests = 1
        let gateway = try await EmbeddedGateway.start(configuration)
        FileHandle.standardOutput.write(Data("\(gateway.baseURL)\n".utf8))
        await withCheckedContinuation { closed in
            Thread.detachNewThread {
                _ = try? FileHandle.standardInput.readToEnd()
                closed.resume()
            }
        }
    }
}
