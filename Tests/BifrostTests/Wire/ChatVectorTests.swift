import LLM
import TestSupport
import Testing

@testable import Bifrost

/// The shared vectors, in memory, cut in every way.
@Suite(.timeLimit(.minutes(5)))
struct ChatVectorTests {
    static let names: [String] = {
        let entries = (try? Vectors.load("chat-stream.json")) ?? []
        return entries.filter { $0["optional"] as? Bool != true }.compactMap { $0["name"] as? String }
    }()

    @Test func vectorsAreThere() {
        #expect(Self.names.count > 20)
    }

    @Test(arguments: names)
    func everyCutGivesWhatIsExpected(name: String) async throws {
        let entry = try #require(try Vectors.load("chat-stream.json").first { $0["name"] as? String == name })
        let expectation = ChatExpectation(entry: entry)
        for pieces in ChatStreamRun.cuts(of: Vectors.input(of: entry)) {
            let result = ChatStreamRun.result(
                of: pieces,
                contentType: entry["content_type"] as? String ?? "text/event-stream",
                connectionLost: entry["end"] as? String == "reset"
            )
            let mismatches = expectation.mismatches(in: result)
            #expect(mismatches.isEmpty, "in pieces of \(pieces.prefix(3).map(\.count))")
            guard mismatches.isEmpty else { return }
            // Tests with sockets share the few threads that run tasks.
            await Task.yield()
        }
    }
}
