import Bifrost
import BifrostTesting
import Testing

/// Every field over a real connection, between the library and a gateway that speaks Bifrost's wire format.
@Suite(.timeLimit(.minutes(5)))
struct ChatSocketTests {
    /// Runs a body against a model at a fresh gateway.
    private func withModel(
        dropIn: Bool = false, _ body: (EmbeddedGateway, BifrostModel) async throws -> Void
    ) async throws {
        let gateway = try await EmbeddedGateway.start()
        do {
            let baseURL = dropIn ? gateway.dropInBaseURL : gateway.baseURL
            try await body(
                gateway, BifrostModel(ProviderConfig(model: "openai/gpt-4o", baseURL: baseURL, retries: .never)))
        } catch {
            await gateway.stop()
            throw error
        }
        await gateway.stop()
    }

    /// Every option at once.
    private static let options = GenerateOptions(
        temperature: 0.5, maxTokens: 64, topP: 0.9, stopSequences: ["END"], toolChoice: .allowed(["f", "g"]),
        parallelToolCalls: true, seed: 1, presencePenalty: 0.1, frequencyPenalty: 0.1, logitBias: ["1": 2],
        logprobs: true, topLogprobs: 2, n: 2, reasoning: Reasoning(isEnabled: false, effort: ReasoningEffort.none),
        verbosity: .low, modalities: [.text, .audio], audio: AudioOptions(format: .wav, voice: "alloy"),
        prediction: Prediction("p"), webSearch: WebSearchOptions(contextSize: .low, userLocation: .init(city: "Bonn")),
        truncation: "auto", serviceTier: .auto, promptCacheKey: "k", promptCacheRetention: .inMemory, store: true,
        metadata: ["a": "b"], user: "u", safetyIdentifier: "s", extraFields: ["top_k": 4],
        detail: .additionalFields)

    @Test(arguments: [false, true])
    func aGatewayTakesEveryOption(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { gateway, model in
            let tools = [ToolDefinition(name: "f"), .custom(name: "g")]
            let reply = try await model.bindTools(tools).generate(.hello, options: Self.options)
            #expect(!reply.text.isEmpty)
            let request = try #require(gateway.requests.first)
            #expect(request.values(of: "x-bf-passthrough-extra-params") == ["true"])
            let body = try JSONValue(parsing: request.body)
            let extra = dropIn ? body["extra_params"] : body
            #expect(extra?["n"] == 2)
            #expect(extra?["top_k"] == 4)
        }
    }

    @Test func aWholeAnswerHasEveryField() async throws {
        try await withModel { gateway, model in
            gateway.enqueue(.json(WholeAnswer.whole))
            var reply = try await model.generate(.hello, options: Self.withoutTools)
            #expect(reply.metadata.status == 200)
            reply.metadata = ResponseMetadata()
            #expect(try reply == WholeAnswer.decoded())
        }
    }

    @Test func aStreamHasEveryField() async throws {
        try await withModel { gateway, model in
            gateway.enqueue(.eventStream(WholeAnswer.events))
            var reply = try await model.stream(.hello, options: Self.withoutTools).collect()
            #expect(reply.metadata.status == 200)
            reply.metadata = ResponseMetadata()
            #expect(try reply == WholeAnswer.decoded())
        }
    }

    private static let withoutTools = {
        var options = Self.options
        options.toolChoice = nil
        return options
    }()

    @Test func theBuiltInModelTellsHowLikelyItsTokensWere() async throws {
        try await withModel { _, model in
            let options = GenerateOptions(logprobs: true, topLogprobs: 3)
            let whole = try await model.generate(.hello, options: options)
            let streamed = try await model.stream(.hello, options: options).collect()
            let logprobs = try #require(whole.choices[0].logprobs)
            #expect(logprobs.content.map(\.token).joined() == whole.text)
            #expect(logprobs.content.allSatisfy { $0.topLogprobs.count == 3 && $0.bytes == Array($0.token.utf8) })
            #expect(streamed.choices[0].logprobs == logprobs)
            #expect(whole.created == streamed.created)
            #expect(whole.systemFingerprint == streamed.systemFingerprint)
            #expect(try await model.generate(.hello).choices[0].logprobs == nil)
        }
    }
}
