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

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { testCase == nil ? nil : self }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let collector = Collector()
        let comments = IssueHandlingTrait.compactMapIssues { issue in
            var issue = issue
            issue.comments += collector.comments
            return issue
        }
        try await Self.$current.withValue(collector) {
            try await comments.provideScope(for: test, testCase: testCase) {
                // An error that leaves the test is recorded only after this scope, where nobody adds to it.
                do { try await function() } catch { Issue.record(error, sourceLocation: test.sourceLocation) }
            }
        }
    }
}

extension Trait where Self == ServerLogs {
    /// Adds what the servers of a test wrote to each of its issues.
    static var serverLogs: Self { Self() }
}
