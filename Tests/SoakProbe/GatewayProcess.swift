import BifrostTesting
import Foundation
import Glibc

/// A gateway in a process of its own: the calls of this one do not keep it from accepting connections.
final class GatewayProcess: Sendable {
    /// What this program is called with to be one.
    static let word = "gateway"

    /// Where it listens.
    let baseURL: String
    private let process: pid_t
    /// It ends when this is closed, however this process ends.
    private let lifeline: Int32

    /// A token of each answer leaves every so often, and heartbeats in between.
    ///
    /// Spawned by hand: Foundation closes what it has for a process some time after its end, and every descriptor is
    /// counted here.
    init(tokenInterval: Duration, heartbeatInterval: Duration) throws {
        let (input, output) = (try Self.makePipe(), try Self.makePipe())
        lifeline = input.write
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO)
        let words = [Self.word] + [tokenInterval, heartbeatInterval].map { "\(Int($0 / .milliseconds(1)))" }
        var arguments = (["SoakProbe"] + words).map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, environ)
        self.process = process
        close(input.read)
        close(output.write)
        let line = FileHandle(fileDescriptor: output.read, closeOnDealloc: true).availableData
        guard result == 0, !line.isEmpty else { throw CocoaError(.executableLoad) }
        baseURL = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    private static func makePipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CocoaError(.fileReadUnknown) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Kills it, and returns when it is gone.
    func kill() {
        Glibc.kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(lifeline)
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
