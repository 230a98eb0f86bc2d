import Synchronization
import Testing

/// Keeps the servers that a test starts until it ends, so that an issue in the test can show what they wrote.
struct ServerLogs: TestTrait, SuiteTrait, TestScoping {
    /// The servers of one test.
    final class Collector: Sendable {
        private let servers = Mutex<[(name: String, process: ServerProcess)]>([])

        func add(_ name: String, _ process: ServerProcess) {
            servers.withLock { $0.append((name, process)) }
        }

        /// The last lines of each server.
        var comments: [Comment] {
            servers.withLock { servers in
                servers.map { Comment(rawValue: "\($0.name) wrote:\n\($0.process.log.suffix(4000))") }
            }
        }
    }

    @TaskLocal static var current: Collector?

    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await Self.$current.withValue(Collector()) { try await function() }
    }
}

extension Trait where Self == ServerLogs {
    /// Notes the servers that a test starts.
    static var serverLogs: Self { Self() }
}

extension Trait where Self == IssueHandlingTrait {
    /// Adds what the servers of a test wrote to each of its issues.
    static var serverLogsInIssues: Self {
        compactMapIssues { issue in
            var issue = issue
            issue.comments += ServerLogs.current?.comments ?? []
            return issue
        }
    }
}
