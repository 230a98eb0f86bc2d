import HTTPTransport
import TestSupport
import Testing

@testable import Bifrost

struct RequestIDTests {
    @Test func isARandomUUID() throws {
        let ids = (0..<1000).map { _ in RequestID.random() }
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        }
        // Every digit but those of version and variant takes every value.
        for position in [0, 7, 9, 15, 20, 24, 35] {
            #expect(Set(ids.map { Array($0)[position] }).count == 16)
        }
    }

    @Test func isTheCallersOnEveryResultAndError() async throws {
        let answers: [ScriptedAnswer] = [
            .hello, .json(401, "{}"), .failing(HTTPTransportError(.connect, "refused")),
            .events("\(Event.error(500, "late"))"), .events("\(Event.text("cut"))"),
        ]
        for answer in answers {
            let harness = try Harness(.minimal.with(\.retries.maximumRetries, 1), answer)
            var options = GenerateOptions()
            options.gateway.requestID = "order-7"
            let stream = harness.model.stream(.hello, options: options)
            let error = try await stream.outcome().error
            #expect(stream.metadata.requestID == "order-7")
            #expect(error.map { $0.metadata?.requestID == "order-7" } ?? true)
            #expect(harness.transport.requests.allSatisfy { $0.fields["x-request-id"] == "order-7" })
        }
    }
}
