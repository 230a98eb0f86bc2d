import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// A job of each kind: what is submitted, and that its result is what its endpoint would have answered.
@Suite(.timeLimit(.minutes(5)))
struct JobKindTests {
    private static let file = MediaFile.bytes([1, 2, 3], name: "a.bin")
    private static let documents: [RerankDocument] = ["The Nile is a river.", "Paris is the capital of France."]

    /// Waits for a job without long waits.
    private func result<Result>(of job: Job<Result>, _ model: BifrostModel) async throws -> Result {
        try await model.result(
            of: try await model.submit(job),
            polling: JobPolling(initialDelay: .milliseconds(1), maximumDelay: .milliseconds(1)))
    }

    @Test(arguments: Flavour.allCases)
    func textsAreWhatTheEndpointAnswers(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model("openai/text-embedding-3-small", flavour)
            let vectors = try await result(of: .embedding(["a", "b"]), model)
            let direct = try await gateway.model("openai/text-embedding-3-small").embed(["a", "b"])
            #expect(vectors.embeddings == direct.embeddings && vectors.usage == direct.usage)
            #expect(vectors.metadata.gateway.routing.provider == "openai")
            let options = EmbeddingOptions(dimensions: 8, encoding: .base64)
            #expect(try await result(of: .embedding(.text("a"), options: options), model).vectors[0].count == 8)

            let completion = try await result(of: .completion(["2 + 2", "2 + 3"]), model)
            #expect(completion.choices.count == 2)
            #expect(
                try await completion.choices
                    == gateway.model("openai/text-embedding-3-small").complete(["2 + 2", "2 + 3"]).choices)
            #expect(completion.metadata.gateway.routing.provider == "openai")

            let ranks = try await result(of: .rerank("capital of France", documents: Self.documents), model)
            #expect(ranks.results.map(\.index) == [1, 0])
            #expect(ranks.metadata.gateway.requestType == "rerank")
            let submissions = gateway.requests.filter { $0.method == "POST" && $0.path.contains("async") }
            #expect(
                submissions.map(\.path)
                    == ["embeddings", "embeddings", "completions", "rerank"].map { "/v1/async/\($0)" })
        }
    }

    @Test(arguments: Flavour.allCases)
    func mediaAreWhatTheEndpointAnswers(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model("openai/gpt-image-1", flavour)
            let native = try gateway.model("openai/gpt-image-1")
            let two = ImageOptions(n: 2)
            let images = try await result(of: .imageGeneration("a cat", options: two), model)
            #expect(images.images.count == 2)
            #expect(try await images.images == native.generateImages("a cat", options: two).images)
            #expect(images.metadata.gateway.routing.provider == "openai")
            let edited = try await result(
                of: .imageEdit([Self.file, Self.file], prompt: "a dog", mask: Self.file), model)
            #expect(try edited.images.count == 1 && edited.images[0].bytes()?.isEmpty == false)
            #expect(try await result(of: .imageVariation(Self.file, options: two), model).images.count == 2)

            let verbose = TranscriptionOptions(responseFormat: .verboseJSON)
            let said = try await result(of: .transcription(Self.file, options: verbose), model)
            let direct = try await native.transcribe(Self.file, options: verbose)
            #expect(said.text == direct.text && said.segments == direct.segments && said.duration == direct.duration)

            let timed = SpeechOptions(voice: "alloy", withTimestamps: true)
            let speech = try await result(of: .speech("Hello", options: timed), model)
            #expect(try await speech["alignment"] == native.speech("Hello", options: timed).alignment)
            #expect(speech["audio"]?.stringValue?.isEmpty == false)
            let submissions = gateway.requests.filter { $0.method == "POST" && $0.path.contains("async") }
            let kinds = [
                "images/generations", "images/edits", "images/variations", "audio/transcriptions", "audio/speech",
            ]
            #expect(submissions.map(\.path) == kinds.map { "/v1/async/\($0)" })
        }
    }

    private static let extra: [String: JSONValue] = ["x": 1]

    private static let jsonKinds: [@Sendable (BifrostModel) async throws -> Void] = [
        { _ = try await $0.submit(.embedding(["a"], options: EmbeddingOptions(extraFields: extra))) },
        { _ = try await $0.submit(.completion(["a"], options: CompletionOptions(extraFields: extra))) },
        { _ = try await $0.submit(.rerank("a", documents: ["b"], options: RerankOptions(extraFields: extra))) },
        { _ = try await $0.submit(.imageGeneration("a", options: ImageOptions(extraFields: extra))) },
        { _ = try await $0.submit(.speech("a", options: SpeechOptions(extraFields: extra))) },
    ]

    @Test(arguments: jsonKinds.indices)
    func bodiesAreNativeWhereverTheBaseURLLeads(_ index: Int) async throws {
        let config = ProviderConfig.minimal.with(\.baseURL, "http://gateway:8080/openai/v1")
        let harness = try Harness(config, .json(202, #"{"id":"job_1","status":"pending"}"#))
        try await Self.jsonKinds[index](harness.model)
        let request = try #require(harness.transport.requests.first)
        let body = try JSONValue(parsing: request.body?.bytes ?? [])
        #expect(body["model"] == "openai/gpt-4o" && body["x"] == 1)
        #expect(body["extra_params"] == nil && body["stream"] == nil)
        #expect(request.url.hasPrefix("http://gateway:8080/v1/async/"))
        #expect(request.fields["accept"] == "application/json")
        #expect(request.fields["x-bf-passthrough-extra-params"] == "true")
    }

    @Test func filesAreSubmittedAsAForm() async throws {
        let harness = try Harness(.minimal, .json(202, #"{"id":"job_1","status":"pending"}"#))
        _ = try await harness.model.submit(.transcription(Self.file))
        let request = try #require(harness.transport.requests.first)
        #expect(request.fields["content-type"]?.hasPrefix("multipart/form-data; boundary=") == true)
        let form = String(decoding: request.body?.bytes ?? [], as: UTF8.self)
        #expect(form.contains(#"name="file"; filename="a.bin""#))
    }

    /// An image is longer than text may be.
    @Test func resultsOfMediaHaveTheLimitOfMedia() async throws {
        let limits = AnswerLimits(body: 300, media: 1000)
        let result = #"{"data":[{"b64_json":"\#(String(repeating: "A", count: 400))"}]}"#
        let harness = try Harness(answerLimits: limits) { _, _ in
            .json(200, #"{"id":"1","status":"completed","result":\#(result)}"#)
        }
        let image = AsyncJob<ImageResponse>(id: "1", kind: .imageEdit)
        #expect(try await harness.model.result(of: image).images.count == 1)
        let text = AsyncJob<JSONValue>(id: "1", kind: .rerank)
        #expect(await llmError { try await harness.model.result(of: text) }?.code == .malformed)
    }

    @Test(arguments: ["{}", "[]", #"{"data":"none","choices":[],"results":[{"index":-1,"relevance_score":1}]}"#])
    func whatIsNoResultIsMalformed(_ json: String) async throws {
        let harness = try Harness(.minimal, .json(200, #"{"id":"1","status":"completed","result":\#(json)}"#))
        let model = harness.model
        let errors = [
            await llmError { try await model.result(of: AsyncJob<EmbeddingResponse>(id: "1", kind: .embedding)) },
            await llmError { try await model.result(of: AsyncJob<CompletionResponse>(id: "1", kind: .completion)) },
            await llmError { try await model.result(of: AsyncJob<RerankResponse>(id: "1", kind: .rerank)) },
            await llmError { try await model.result(of: AsyncJob<ImageResponse>(id: "1", kind: .imageGeneration)) },
            await llmError { try await model.result(of: AsyncJob<Transcription>(id: "1", kind: .transcription)) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .malformed, count: errors.count))
    }

    @Test func whatTheEndpointRefusesIsRefusedBeforeAnythingIsSent() async throws {
        let harness = try Harness(.minimal, .json(202, #"{"id":"job_1","status":"pending"}"#))
        let model = harness.model
        let plain = TranscriptionOptions(responseFormat: .srt)
        let errors = [
            await llmError { try await model.submit(.embedding([])) },
            await llmError { try await model.submit(.completion([])) },
            await llmError { try await model.submit(.rerank("", documents: ["a"])) },
            await llmError { try await model.submit(.imageGeneration("")) },
            await llmError { try await model.submit(.imageEdit([], prompt: "a")) },
            await llmError { try await model.submit(.imageVariation(.bytes([], name: "a"))) },
            await llmError { try await model.submit(.transcription(Self.file, options: plain)) },
            await llmError { try await model.submit(.speech("")) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .configuration, count: errors.count))
        #expect(harness.transport.requests.isEmpty)
    }
}
