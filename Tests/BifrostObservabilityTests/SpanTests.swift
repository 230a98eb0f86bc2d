import Bifrost
import BifrostObservability
import BifrostTesting
import InMemoryTracing
import LLMTesting
import MetricsTestKit
import InMemoryLogging
import Testing
import Tracing

@Suite("Spans of calls, tools and agents", .timeLimit(.minutes(5)))
struct SpanTests {
    @Test func describesAWholeAnswer() async throws {
        let harness = try await BackEndHarness(.chat("fine"))
        try await harness.run {
            let options = GenerateOptions(temperature: 0.5, maxTokens: 7, stopSequences: ["END"], seed: 3)
            _ = try await harness.model.observed().generate(BackEndHarness.question, options: options)
        }
        let span = try harness.span()
        #expect(span.operationName == "chat openai/gpt-4o" && span.kind == .client && span.status == nil)
        #expect(span.text("gen_ai.operation.name") == "chat")
        #expect(span.text("gen_ai.provider.name") == "openai")
        #expect(span.text("gen_ai.request.model") == "openai/gpt-4o")
        #expect(span.number("gen_ai.request.temperature") == 0.5)
        #expect(span.number("gen_ai.request.max_tokens") == 7)
        #expect(span.number("gen_ai.request.seed") == 3)
        #expect(span.texts("gen_ai.request.stop_sequences") == ["END"])
        #expect(span.texts("gen_ai.response.finish_reasons") == ["stop"])
        #expect(span.text("gen_ai.response.id") != nil && span.text("gen_ai.response.model") != nil)
        #expect((span.number("gen_ai.usage.input_tokens") ?? 0) > 0)
        #expect((span.number("gen_ai.usage.output_tokens") ?? 0) > 0)
        #expect(span.text("server.address") == "127.0.0.1")
        #expect(span.number("server.port") == Double(harness.gateway.port))
        #expect(span.number("bifrost.client.attempts") == 1)
        #expect(span.attributes["gen_ai.request.stream"] == nil && span.attributes["error.type"] == nil)
    }

    @Test func lastsUntilTheStreamEnds() async throws {
        let harness = try await BackEndHarness(.chat("one two three"))
        try await harness.run {
            var iterator = harness.model.observed().stream(BackEndHarness.question).makeAsyncIterator()
            #expect(harness.tracer.activeSpans.isEmpty)
            _ = try await iterator.next(isolation: nil)
            #expect(harness.tracer.activeSpans.count == 1 && harness.tracer.finishedSpans.isEmpty)
            while try await iterator.next(isolation: nil) != nil {}
        }
        let span = try harness.span()
        #expect(span.attributes["gen_ai.request.stream"]?.toSpanAttribute() == .bool(true))
        #expect(span.number("gen_ai.response.time_to_first_chunk") != nil)
        #expect(span.texts("gen_ai.response.finish_reasons") == ["stop"])
        #expect(span.number("gen_ai.usage.output_tokens") != nil)
    }

    @Test func endsWhenTheConsumerStops() async throws {
        let harness = try await BackEndHarness(.chat("one two three"))
        try await harness.run {
            for try await _ in harness.model.observed().stream(BackEndHarness.question) { break }
        }
        let span = try harness.span()
        #expect(span.text("error.type") == "cancelled" && span.status == nil)
    }

    @Test func endsWhenTheIteratorIsDropped() async throws {
        let harness = try await BackEndHarness(.chat("one two three"))
        try await harness.run {
            var iterator: ChatStream.Iterator? =
                harness.model.observed().stream(BackEndHarness.question).makeAsyncIterator()
            _ = try await iterator?.next(isolation: nil)
            #expect(harness.tracer.activeSpans.count == 1)
            iterator = nil
        }
        #expect(try harness.span().text("error.type") == "cancelled")
    }

    @Test(arguments: [false, true])
    func endsWhenTheTaskIsCancelled(_ isStreamed: Bool) async throws {
        let gate = BifrostTesting.Gate()
        let harness = try await BackEndHarness(Reply(steps: [.wait(for: gate), .end]))
        try await harness.run {
            let model = harness.model.observed()
            let call = Task {
                if isStreamed {
                    _ = try await model.stream(BackEndHarness.question).collect()
                } else {
                    _ = try await model.generate(BackEndHarness.question)
                }
            }
            while harness.gateway.requests.isEmpty { await Task.yield() }
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
        }
        gate.open()
        let span = try harness.span()
        #expect(span.text("error.type") == "cancelled" && span.status == nil)
        #expect(harness.messages == ["debug model call began", "debug model call was cancelled"])
    }

    @Test func tellsOfAStreamThatIsCutWhatCameBefore() async throws {
        let chunk = #"data: {"id":"1","model":"gpt-4o","choices":[{"index":0,"delta":{"content":"a"}}]}"# + "\n\n"
        let harness = try await BackEndHarness(Reply(steps: [.text(chunk), .end]))
        try await harness.run {
            await #expect(throws: LLMError.self) {
                _ = try await harness.model.observed().stream(BackEndHarness.question).collect()
            }
        }
        let span = try harness.span()
        #expect(span.text("error.type") == "truncated" && span.status?.code == .error)
        #expect(span.text("gen_ai.response.id") == "1" && span.text("gen_ai.response.model") == "gpt-4o")
        #expect(span.number("gen_ai.response.time_to_first_chunk") != nil)
        #expect(span.texts("gen_ai.response.finish_reasons") == nil)
    }

    @Test func isNotMadeForAStreamThatNobodyIterates() async throws {
        let harness = try await BackEndHarness()
        try await harness.run { _ = harness.model.observed().stream(BackEndHarness.question) }
        #expect(harness.tracer.activeSpans.isEmpty && harness.tracer.finishedSpans.isEmpty)
        #expect(harness.messages.isEmpty && harness.metrics.recorders.isEmpty)
    }

    @Test func tellsAFailureByItsClassAlone() async throws {
        let harness = try await BackEndHarness(.error(status: 401, message: "echo of the prompt"))
        try await harness.run {
            await #expect(throws: LLMError.self) {
                try await harness.model.observed().generate(BackEndHarness.question)
            }
        }
        let span = try harness.span()
        #expect(span.text("error.type") == "authentication" && span.status?.code == .error)
        #expect(span.number("http.response.status_code") == 401)
        #expect(span.errors.isEmpty && !harness.told.contains("echo"))
    }

    @Test func tellsOfRetries() async throws {
        let harness = try await BackEndHarness(.error(status: 503, message: "echo"), .chat("fine"))
        try await harness.run { _ = try await harness.model.observed().generate(BackEndHarness.question) }
        let span = try harness.span()
        #expect(span.number("bifrost.client.attempts") == 2 && span.status == nil)
        let event = try #require(span.events.first)
        #expect(span.events.count == 1 && event.name == "bifrost.client.retry")
        #expect(event.attributes["http.response.status_code"]?.toSpanAttribute() == .int64(503))
        #expect(harness.messages.contains("notice model call is tried again"))
        #expect(harness.metrics.counterTotal(label: "bifrost.client.retries") == 1)
    }

    @Test func carriesTheContextInEachAttempt() async throws {
        let harness = try await BackEndHarness(.error(status: 503, message: "echo"), .chat("fine"))
        try await harness.run {
            try await withSpan("request") { _ in
                _ = try await harness.model.observed().stream(BackEndHarness.question).collect()
            }
        }
        let spans = harness.tracer.finishedSpans
        let call = try #require(spans.first { $0.kind == .client })
        let parent = try #require(spans.first { $0.operationName == "request" })
        #expect(call.parentSpanID == parent.spanID && call.traceID == parent.traceID)
        #expect(harness.gateway.requests.count == 2)
        for request in harness.gateway.requests {
            #expect(request.values(of: InMemoryTracer.spanIDKey) == [call.spanID])
            #expect(request.values(of: InMemoryTracer.traceIDKey) == [call.traceID])
        }
    }

    @Test func tellsWhyAToolAndARunFailed() async throws {
        let harness = try await BackEndHarness()
        let tool = Tool(ToolDefinition(name: "ask")) { _, _ in throw LLMError(.rateLimited, "echo") }
        try await harness.run {
            let telemetry = Telemetry(.tracing)
            let model = ScriptedModel(.toolCall("ask", "{}"), .failure(LLMError(.overloaded, "echo")))
            _ = try? await telemetry.agent("helper") {
                _ = try await model.run(BackEndHarness.question, tools: [tool].observed(telemetry))
            }
            _ = try? await telemetry.agent("other") { throw CancellationError() }
        }
        let spans = harness.tracer.finishedSpans
        #expect(spans.map(\.operationName) == ["execute_tool ask", "invoke_agent helper", "invoke_agent other"])
        #expect(spans.map { $0.text("error.type") } == ["rateLimited", "overloaded", "cancelled"])
        #expect(spans.map { $0.status?.code } == [.error, .error, nil])
        #expect(!harness.told.contains("echo"))
    }

    @Test func putsToolsAndCallsBelowTheAgent() async throws {
        let harness = try await BackEndHarness()
        let tool = Tool(ToolDefinition(name: "clock", description: "tells the time")) { _, _ in "noon, echo" }
        try await harness.run {
            let telemetry = Telemetry()
            let model = ScriptedModel(.toolCall("clock", "{}"), "It is noon.").observed(telemetry)
            try await telemetry.agent("helper") {
                _ = try await model.run(BackEndHarness.question, tools: [tool].observed(telemetry))
            }
        }
        let spans = harness.tracer.finishedSpans
        let agent = try #require(spans.first { $0.operationName == "invoke_agent helper" })
        let ran = try #require(spans.first { $0.operationName == "execute_tool clock" })
        #expect(spans.count == 4 && spans.filter { $0.parentSpanID == agent.spanID }.count == 3)
        #expect(ran.kind == .internal && ran.text("gen_ai.tool.name") == "clock")
        #expect(ran.text("gen_ai.tool.type") == "function" && ran.text("gen_ai.tool.call.id") != nil)
        #expect(harness.metrics.recorders(label: TelemetryMetric.toolDuration.name).count == 1)
        let runs = harness.metrics.recorders(label: TelemetryMetric.agentDuration.name)
        #expect(runs.first?.dimensions.contains { $0 == ("gen_ai.agent.name", "helper") } == true && runs.count == 1)
        for secret in BackEndHarness.secrets { #expect(!harness.told.contains(secret)) }
    }
}
