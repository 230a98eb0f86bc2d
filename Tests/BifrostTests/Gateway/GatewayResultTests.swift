import Bifrost
import HTTPTransport
import TestSupport
import Testing

/// Where the gateway's words end up: on answers, on streams and on errors.
struct GatewayResultTests {
    private static func chunk(_ content: String, _ extra: String) -> String {
        Event.data(#"{"choices":[{"index":0,\#(content)}],"extra_fields":\#(extra)}"#)
    }

    private static func events(_ pieces: String...) -> ScriptedAnswer {
        var answer = ScriptedAnswer.events(.bytes(Array(pieces.joined().utf8)))
        answer.fields["x-bifrost-provider"] = "azure"
        answer.fields["x-bifrost-request-id"] = "bf-1"
        return answer
    }

    @Test func isOnAWholeAnswer() async throws {
        let harness = try Harness(
            .minimal,
            .json(
                200,
                #"{"extra_fields":{"provider":"openai","latency":5},"choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}]}"#,
                ["x-bifrost-request-id": "bf-1"]))
        let gateway = try await harness.model.generate(.hello).metadata.gateway
        #expect(gateway.routing.provider == "openai")
        #expect(gateway.latency == .milliseconds(5))
        #expect(gateway.requestID == "bf-1")
    }

    @Test func isOnAStreamFromItsHeadAndThenFromItsLastChunks() async throws {
        let harness = try Harness(
            .minimal,
            Self.events(
                Self.chunk(#""delta":{"content":"a"}"#, #"{"provider":"openai","chunk_index":0,"latency":1}"#),
                Self.chunk(#""delta":{"content":"b"}"#, #"{"chunk_index":1}"#),
                Self.chunk(
                    #""delta":{},"finish_reason":"stop""#,
                    #"{"provider":"openai","chunk_index":2,"latency":9,"cache_debug":{"cache_hit":false}}"#),
                Event.data(#"{"choices":[],"extra_fields":{}}"#), Event.data(#"{"choices":[],"extra_fields":[1]}"#),
                Event.done))
        let stream = harness.model.stream(.hello)
        var iterator = stream.makeAsyncIterator()
        #expect(try await iterator.next(isolation: nil)?.delta == "a")
        #expect(stream.metadata.gateway.routing.provider == "azure")
        #expect(stream.metadata.gateway.requestID == "bf-1")
        #expect(stream.metadata.gateway.latency == nil)
        while try await iterator.next(isolation: nil) != nil {}
        let gateway = stream.metadata.gateway
        #expect(gateway.routing.provider == "openai")
        #expect(gateway.latency == .milliseconds(9))
        #expect(gateway.chunkIndex == 2)
        #expect(gateway.cache?.isHit == false)
    }

    @Test func isOnACutStream() async throws {
        let harness = try Harness(
            .minimal, Self.events(Self.chunk(#""delta":{"content":"a"}"#, #"{"provider":"openai","chunk_index":0}"#)))
        let stream = harness.model.stream(.hello)
        let error = try #require(try await stream.outcome().error)
        #expect(error.code == .truncated)
        #expect(error.gateway?.routing.provider == "openai")
        #expect(error.gateway?.chunkIndex == 0)
        #expect(error.partial?.metadata.gateway == error.gateway)
        #expect(stream.metadata.gateway == error.gateway)
    }

    @Test(arguments: [
        Event.data(#"{"error":{"message":"m"},"extra_fields":{"provider":"groq","latency":7}}"#),
        "event: error\n" + Event.data(#"{"error":{"message":"m"},"extra_fields":{"provider":"groq","latency":7}}"#),
    ])
    func isOnAnErrorWithinAStream(_ event: String) async throws {
        let harness = try Harness(
            .minimal, Self.events(Self.chunk(#""delta":{"content":"a"}"#, #"{"provider":"openai"}"#), event))
        let error = try #require(try await harness.model.stream(.hello).outcome().error)
        #expect(error.gateway?.routing.provider == "groq")
        #expect(error.gateway?.latency == .milliseconds(7))
        #expect(error.gateway?.requestID == "bf-1")
    }

    @Test(arguments: [false, true])
    func isOnARefusal(streamed: Bool) async throws {
        let harness = try Harness(
            .minimal,
            .json(
                429, #"{"error":{"message":"m"},"extra_fields":{"provider":"openai","model_requested":"gpt-4o"}}"#,
                [
                    "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "120s", "retry-after": "120",
                    "x-bifrost-trace-id": "t",
                ]))
        let error = try #require(
            streamed
                ? try await harness.model.stream(.hello).outcome().error
                : await llmError { try await harness.model.generate(.hello) })
        let gateway = try #require(error.gateway)
        #expect(gateway.routing.requestedModel == "gpt-4o")
        #expect(gateway.traceID == "t")
        #expect(gateway.rateLimits.requests == RateLimit(remaining: 0, reset: .after(.seconds(120))))
    }

    @Test func isMissingWhereNothingWasSent() async throws {
        let harness = try Harness(.minimal, .hello)
        #expect(await llmError { try await harness.model.generate([]) }?.gateway == nil)
    }
}
