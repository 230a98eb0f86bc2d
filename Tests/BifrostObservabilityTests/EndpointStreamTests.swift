import Bifrost
import BifrostObservability
import BifrostTesting
import InMemoryLogging
import InMemoryTracing
import LLM
import MetricsTestKit
import Testing
import Tracing

@Suite("Streams of other endpoints, and models that are observed once", .timeLimit(.minutes(5)))
struct EndpointStreamTests {
    @Test func lastsUntilTheStreamEnds() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            var iterator = harness.model.observed().streamResponse("a").makeAsyncIterator()
            #expect(harness.tracer.activeSpans.isEmpty)
            _ = try await iterator.next(isolation: nil)
            #expect(harness.tracer.activeSpans.count == 1 && harness.tracer.finishedSpans.isEmpty)
            while try await iterator.next(isolation: nil) != nil {}
        }
        let span = try harness.span()
        #expect(span.operationName == "chat openai/gpt-4o" && span.text("openai.api.type") == "responses")
        #expect(span.attributes["gen_ai.request.stream"]?.toSpanAttribute() == .bool(true))
        #expect(span.number("gen_ai.response.time_to_first_chunk") != nil && span.text("error.type") == nil)
        #expect((span.number("gen_ai.usage.output_tokens") ?? 0) > 0 && span.text("gen_ai.response.id") != nil)
        let perChunk = harness.metrics.recorders(label: "gen_ai.client.operation.time_per_output_chunk")
        #expect((perChunk.first?.values.count ?? 0) > 1)
        let request = try #require(harness.gateway.requests.first)
        #expect(request.values(of: InMemoryTracer.spanIDKey) == [span.spanID])
    }

    @Test func endsWhenTheStreamIsLeft() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            for try await _ in harness.model.observed().streamResponse("a") { break }
        }
        let span = try harness.span()
        #expect(span.text("error.type") == "cancelled" && span.status == nil)
        #expect(span.number("http.response.status_code") == 200)
        #expect(harness.metrics.counterTotal(label: "bifrost.client.transfers") == 1)
    }

    @Test func tellsWhyAStreamFailed() async throws {
        let harness = try await BackEndHarness(.error(status: 429, type: "insufficient_quota", message: "echo"))
        try await harness.run {
            await #expect(throws: LLMError.self) {
                for try await _ in harness.model.observed().streamResponse("a") {}
            }
        }
        let span = try harness.span()
        #expect(span.number("http.response.status_code") == 429 && span.status?.code == .error)
        #expect(span.text("error.type") != nil && !harness.told.contains("echo"))
    }

    @Test func countsTheTokensOfAStreamThatIsPassedOn() async throws {
        let harness = try await BackEndHarness(.chat("one two three"))
        let body: JSONValue = [
            "model": "openai/gpt-4o", "stream": true, "stream_options": ["include_usage": true],
            "messages": [["role": "user", "content": "my private question"]],
        ]
        try await harness.run {
            let relay = harness.model.observed().relay(RawRequest("POST", "/chat/completions", body: .json(body)))
            for try await _ in relay {}
        }
        let span = try harness.span()
        #expect(span.operationName == "chat openai/gpt-4o" && span.text("error.type") == nil)
        #expect((span.number("gen_ai.usage.output_tokens") ?? 0) > 0)
        #expect(span.texts("gen_ai.response.finish_reasons") == ["stop"])
        #expect(!harness.told.contains("private"))
    }

    @Test func tellsFilesThatAreReadByTheirBytes() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            let model = harness.model.observed()
            let file = try await model.uploadFile(.bytes([1, 2], name: "a.jsonl"), purpose: .batch)
            for try await _ in model.fileContent(file.id) {}
        }
        let span = try #require(harness.tracer.finishedSpans.last)
        #expect(span.operationName == "GET files" && span.text("error.type") == nil)
        #expect(harness.metrics.recorders(label: "gen_ai.client.operation.time_per_output_chunk").isEmpty)
        #expect(harness.metrics.counterTotal(label: "bifrost.client.transfer.bytes_received") > 2)
    }

    @Test func observesAModelOnce() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            let model = harness.model.observed().observed()
            _ = try await model.generate(BackEndHarness.question)
            _ = try await (model as any ChatModel).observed().generate(BackEndHarness.question)
            _ = try await model.bindTools([]).observed().stream(BackEndHarness.question).collect()
            _ = try await model.embed(["a"], options: EmbeddingOptions(model: "openai/text-embedding-3-small"))
        }
        #expect(harness.tracer.finishedSpans.count == 4 && harness.logs.entries.count == 8)
        let ports = harness.tracer.finishedSpans.map { $0.number("server.port") }
        #expect(ports == Array(repeating: Double(harness.gateway.port), count: 4))
    }

    @Test(arguments: [false, true])
    func countsTokensOnceWhereTwoObserve(_ isStreamed: Bool) async throws {
        let harness = try await BackEndHarness(.chat("one"), .chat("two"))
        try await harness.run {
            let model = harness.model.observed().with(Telemetry(.all), ModelHooks())
            // One more call of its own within the call above it, whose tokens are other ones.
            let chatty = model.with(Chatty(model: harness.model.observed()))
            if isStreamed {
                _ = try await chatty.observed().stream(BackEndHarness.question).collect()
            } else {
                _ = try await chatty.observed().generate(BackEndHarness.question)
            }
        }
        #expect(harness.tracer.finishedSpans.count == 4)
        let tokens = harness.metrics.recorders(label: "gen_ai.client.token.usage").map(\.values.count)
        #expect(tokens.reduce(0, +) == 2 * 2)
        let durations = harness.metrics.recorders(label: "gen_ai.client.operation.duration").map(\.values.count)
        #expect(durations.reduce(0, +) == 4)
    }

    @Test func keepsTheTelemetryWithOtherTools() async throws {
        let harness = try await BackEndHarness(.toolCall(name: "clock", arguments: "{}"))
        try await harness.run {
            let model = harness.model.observed().bindTools([ToolDefinition(name: "clock")])
            #expect(model.boundTools?.map(\.name) == ["clock"])
            let reply = try await model.generate(BackEndHarness.question)
            #expect(reply.toolCalls.map(\.name) == ["clock"])
        }
        #expect(try harness.span().texts("gen_ai.response.finish_reasons") == ["tool_calls"])
        let sent = try #require(harness.gateway.requests.first).body
        #expect(String(decoding: sent, as: UTF8.self).contains("clock"))
    }
}

/// Asks a model before each call.
private struct Chatty: ModelMiddleware {
    let model: BifrostModel

    func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        _ = try await model.generate(call.messages)
        return try await next(call)
    }
}
