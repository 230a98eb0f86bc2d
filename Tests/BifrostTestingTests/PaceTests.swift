import Testing

@testable import BifrostTesting

/// How fast the built-in model answers.
@Suite(.timeLimit(.minutes(5)))
struct PaceTests {
    @Test
    func theHeadLeavesWithTheFirstToken() async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.headDelay = .milliseconds(40)
        configuration.tokenInterval = .milliseconds(10)
        try await withGateway(configuration) { _, client in
            let start = ContinuousClock.now
            try client.post("/v1/chat/completions", chatBody("What is 2 + 2?", #""stream":true"#))
            let first = String(decoding: try client.receive(), as: UTF8.self)
            #expect(ContinuousClock.now - start >= .milliseconds(40))
            #expect(first.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(first.contains(#""delta":{"role":"assistant","content":""}"#))
            let rest = try client.receive(until: "0\r\n\r\n")
            // Five tokens, the last chunk.
            #expect(ContinuousClock.now - start >= .milliseconds(100))
            #expect(rest.contains(#""latency":10,"chunk_index":1"#))
            #expect(rest.contains(#""latency":100,"chunk_index":6"#))
        }
    }

    @Test
    func aSlowModelTakesItsTime() throws {
        let request = RecordedRequest(
            index: 0, connection: 0, method: "POST", path: "/v1/chat/completions", headers: [],
            body: Array(chatBody("Hello", #""stream":true"#, model: "openai/slow").utf8), received: .now)
        let script = Router(configuration: .init(), request: request).script { nil }
        let pauses = script.steps.compactMap { step -> Duration? in
            if case .pause(let duration) = step { duration } else { nil }
        }
        #expect(pauses.first == .seconds(2))
        #expect(pauses.count > 2 && pauses.dropFirst().allSatisfy { $0 == .milliseconds(500) })
    }
}
