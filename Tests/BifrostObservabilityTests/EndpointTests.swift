import Bifrost
import BifrostTesting
import InMemoryLogging
import InMemoryTracing
import LLM
import MetricsTestKit
import Testing
import Tracing

@testable import BifrostObservability

@Suite("Calls of other endpoints than chat", .timeLimit(.minutes(5)))
struct EndpointTests {
    private static let embedding = EmbeddingOptions(
        model: "openai/text-embedding-3-small", dimensions: 8, encoding: .base64)

    @Test func describesEmbeddings() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            _ = try await harness.model.observed().embed(["my private question"], options: Self.embedding)
        }
        let span = try harness.span()
        #expect(span.operationName == "embeddings openai/text-embedding-3-small")
        #expect(span.kind == .client && span.status == nil && span.text("error.type") == nil)
        #expect(span.text("gen_ai.operation.name") == "embeddings" && span.text("gen_ai.provider.name") == "openai")
        #expect(span.text("gen_ai.request.model") == "openai/text-embedding-3-small")
        #expect(span.text("gen_ai.response.model") != nil)
        #expect(span.number("gen_ai.embeddings.dimension.count") == 8)
        #expect(span.texts("gen_ai.request.encoding_formats") == ["base64"])
        #expect((span.number("gen_ai.usage.input_tokens") ?? 0) > 0)
        #expect(span.text("server.address") == "127.0.0.1")
        #expect(span.number("server.port") == Double(harness.gateway.port))
        #expect(span.number("http.response.status_code") == 200 && span.text("http.request.method") == "POST")
        #expect(span.number("bifrost.client.attempts") == 1 && span.text("bifrost.client.request_id") != nil)
        #expect(span.attributes["gen_ai.request.stream"] == nil && span.attributes["openai.api.type"] == nil)
        #expect(harness.messages == ["debug gateway call began", "debug gateway call ended"])
    }

    @Test func recordsTheHistogramsOfEmbeddings() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            _ = try await harness.model.observed().embed(["a"], options: Self.embedding)
        }
        let tokens = harness.metrics.recorders(label: "gen_ai.client.token.usage")
        #expect(tokens.contains { $0.dimensions.contains { $0 == ("gen_ai.token.type", "input") } })
        let duration = try #require(harness.metrics.recorders(label: "gen_ai.client.operation.duration").first)
        #expect(duration.dimensions.contains { $0 == ("gen_ai.operation.name", "embeddings") })
        #expect(duration.dimensions.contains { $0.0 == "server.address" } && duration.values.count == 1)
        #expect(harness.metrics.counterTotal(label: "bifrost.client.transfers") == 1)
    }

    @Test func findsWhatFurtherFieldsAndRawBodiesSay() async throws {
        let harness = try await BackEndHarness()
        let body: JSONValue = ["dimensions": 16, "input": "a", "model": "openai/text-embedding-3-small"]
        try await harness.run {
            let model = harness.model.observed()
            _ = try await model.raw(RawRequest("POST", "/v1/embeddings", base: .root, body: .json(body)))
            var options = Self.embedding
            options.extraFields = ["dimensions": 16]
            _ = try await model.embed(["a"], options: options)
        }
        let spans = harness.tracer.finishedSpans
        #expect(spans.map(\.operationName) == Array(repeating: "embeddings openai/text-embedding-3-small", count: 2))
        #expect(spans.map { $0.number("gen_ai.embeddings.dimension.count") } == [16, 16])
    }

    @Test func seesEveryEndpoint() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            let model = harness.model.observed()
            _ = try await model.rerank(
                "a", documents: ["b"], options: RerankOptions(model: "cohere/rerank-v3.5"))
            _ = try await model.complete("a", options: CompletionOptions(model: "openai/gpt-3.5-turbo-instruct"))
            _ = try await model.respond("a")
            _ = try await model.countInputTokens("a")
            _ = try await model.generateImages("a")
            _ = try await model.speech("a", options: SpeechOptions(voice: "alloy"))
            _ = try await model.transcribe(.bytes([1, 2], name: "a.wav"))
            let file = try await model.uploadFile(.bytes([1, 2], name: "echo.jsonl"), purpose: .batch)
            _ = try await model.file(file.id)
            _ = try await model.modelPage()
            _ = try await model.health()
            _ = try await model.version()
            try await model.clearCache(key: BackEndHarness.secrets[2])
            _ = try await model.submit(.chat([.user("a")]))
            let call = ToolCall(id: "1", name: "clock", arguments: "{}")
            _ = try await model.executeTool(call)
        }
        #expect(
            harness.tracer.finishedSpans.map(\.operationName) == [
                "rerank cohere/rerank-v3.5", "text_completion openai/gpt-3.5-turbo-instruct", "chat openai/gpt-4o",
                "count_tokens openai/gpt-4o", "image_generation openai/gpt-4o", "speech openai/gpt-4o",
                "transcription openai/gpt-4o", "POST files", "GET files", "GET models", "GET health", "GET version",
                "DELETE cache", "jobs openai/gpt-4o", "POST gateway_tool",
            ])
        #expect(harness.tracer.finishedSpans.allSatisfy { $0.kind == .client && $0.status == nil })
        #expect(harness.tracer.activeSpans.isEmpty)
        let durations = harness.metrics.recorders(label: "gen_ai.client.operation.duration")
        #expect(durations.map(\.values.count).reduce(0, +) == 15)
        for secret in BackEndHarness.secrets { #expect(!harness.told.contains(secret), "\(secret)") }
    }

    @Test func tellsFailuresRetriesAndContext() async throws {
        let harness = try await BackEndHarness(
            .error(status: 503, message: "echo"), .error(status: 401, message: "echo"))
        try await harness.run {
            await #expect(throws: LLMError.self) {
                try await harness.model.observed().embed(["echo"], options: Self.embedding)
            }
        }
        let span = try harness.span()
        #expect(span.text("error.type") == "authentication" && span.status?.code == .error)
        #expect(span.number("http.response.status_code") == 401 && span.number("bifrost.client.attempts") == 2)
        #expect(span.events.map(\.name) == ["bifrost.client.retry"])
        #expect(
            harness.gateway.requests.map { $0.values(of: InMemoryTracer.spanIDKey) } == [[span.spanID], [span.spanID]])
        #expect(
            harness.messages == [
                "debug gateway call began", "notice gateway call is tried again", "debug gateway call failed",
            ])
        let duration = try #require(harness.metrics.recorders(label: "gen_ai.client.operation.duration").first)
        #expect(duration.dimensions.contains { $0 == ("error.type", "authentication") })
        #expect(!harness.told.contains("echo"))
    }

    @Test func endsWhenTheTaskIsCancelled() async throws {
        let gate = BifrostTesting.Gate()
        let harness = try await BackEndHarness(Reply(steps: [.wait(for: gate), .end]))
        try await harness.run {
            let call = Task { try await harness.model.observed().embed(["a"], options: Self.embedding) }
            while harness.gateway.requests.isEmpty { await Task.yield() }
            call.cancel()
            await #expect(throws: CancellationError.self) { _ = try await call.value }
        }
        gate.open()
        let span = try harness.span()
        #expect(span.text("error.type") == "cancelled" && span.status == nil)
    }

    @Test func tellsOfNoCallThatCannotBeSent() async throws {
        let harness = try await BackEndHarness()
        try await harness.run {
            await #expect(throws: LLMError.self) { try await harness.model.observed().embed([]) }
        }
        #expect(harness.tracer.finishedSpans.isEmpty && harness.logs.entries.isEmpty)
    }

    @Test func tellsNobodyWithoutBackEnds() async throws {
        let harness = try await BackEndHarness()
        let model = harness.model.observed(Telemetry([.tracing, .metrics]))
        _ = try await model.embed(["a"], options: Self.embedding)
        for try await _ in model.streamResponse("a") {}
        await harness.gateway.stop()
        #expect(harness.gateway.requests.allSatisfy { $0.values(of: InMemoryTracer.spanIDKey).isEmpty })
        #expect(harness.gateway.requests.count == 2)
    }

    @Test(arguments: [
        ("/chat/completions", "chat"), ("/openai/v1/chat/completions", "chat"), ("/v1/videos/video-123", "videos"),
        ("/files/file-1/content", "files"), ("/async/embeddings/job-1", "jobs"), ("/api/cache/clear/x", "cache"),
        ("/", "root"), ("/embeddings/more", "embeddings"),
    ])
    func namesWhatAPathDoes(_ path: String, _ operation: String) {
        #expect(GenAI.operation(of: path) == operation)
    }
}
