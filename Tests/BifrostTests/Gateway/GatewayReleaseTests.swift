import Bifrost
import BifrostTesting
import TestSupport
import Testing

/// What answers of different releases tell, over real sockets.
@Suite(.timeLimit(.minutes(5)))
struct GatewayReleaseTests {
    private func answer(
        _ configuration: EmbeddedGateway.Configuration, _ options: GatewayOptions, streamed: Bool,
        model: String = "openai/gpt-4o"
    ) async throws -> ChatResponse {
        try await withEmbeddedGateway(configuration) { gateway in
            let model = try BifrostModel(ProviderConfig(model: model, baseURL: gateway.baseURL), gateway: options)
            return streamed ? try await model.stream(.hello).collect() : try await model.generate(.hello)
        }
    }

    @Test(arguments: EmbeddedGateway.Release.allCases, [false, true])
    func tellsWhoAnswered(_ release: EmbeddedGateway.Release, streamed: Bool) async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.release = release
        // The first model does not exist, so the fallback answers.
        let options = GatewayOptions(
            fallbacks: ["anthropic/claude-haiku-4-5"], requestID: "order-7", returnsRawRequest: true,
            returnsRawResponse: true)
        let response = try await answer(configuration, options, streamed: streamed, model: "openai/none")
        #expect(response.provider == "anthropic")
        #expect(response.metadata.requestID == "order-7")
        let gateway = response.metadata.gateway
        #expect(gateway.routing.provider == "anthropic")
        #expect(gateway.requestType == (streamed ? "chat_completion_stream" : "chat_completion"))
        #expect(gateway.latency == .zero)
        #expect(streamed ? gateway.chunkIndex ?? 0 > 0 : gateway.chunkIndex == 0)
        #expect(gateway.rawRequest?["model"] == "openai/none")
        #expect((gateway.rawResponse?.stringValue != nil) == streamed)
        #expect(gateway.requestID == (release == .older ? nil : "order-7"))
        #expect((gateway.traceID != nil) == (release == .newer))
        #expect(gateway.routing.fallbackIndex == (release == .older ? nil : 1))
        #expect(gateway.routing.isFallback == (release != .older))
        #expect(gateway.routing.model == (release == .older ? nil : "claude-haiku-4-5"))
        #expect(gateway.routing.requestedModel == (release == .newer ? "none" : "claude-haiku-4-5"))
        #expect(gateway.routing.primaryProvider == (release == .newer ? "openai" : nil))
        #expect(gateway.routing.primaryModel == (release == .newer ? "none" : nil))
        #expect(gateway.routing.requestedProvider == (release == .newer ? "openai" : nil))
        #expect(gateway.routing.key == (release == .newer ? "default" : nil))
    }

    @Test(arguments: EmbeddedGateway.Release.allCases)
    func tellsWhoFailed(_ release: EmbeddedGateway.Release) async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.release = release
        let error = try #require(
            await llmError { try await answer(configuration, GatewayOptions(), streamed: true, model: "openai/none") })
        #expect(error.code == .notFound)
        #expect(error.gateway?.routing.requestedModel == "none")
        #expect(error.gateway?.routing.provider == "openai")
        #expect(error.metadata?.requestID != nil)
        #expect(error.requestID == error.metadata?.requestID)
    }

    @Test(arguments: [false, true])
    func tellsOfTheCache(streamed: Bool) async throws {
        try await withEmbeddedGateway { gateway in
            func lookUp(_ cache: GatewayOptions.Cache, _ text: String = "Hello?") async throws -> GatewayMetadata
                .CacheLookup?
            {
                let model = try BifrostModel(
                    ProviderConfig(model: "openai/gpt-4o", baseURL: gateway.baseURL),
                    gateway: GatewayOptions(cache: cache))
                let stream = model.stream([.user(text)])
                guard streamed else { return try await model.generate([.user(text)]).metadata.gateway.cache }
                return try await stream.collect().metadata.gateway.cache
            }
            #expect(try await lookUp(.init()) == nil)
            #expect(try await lookUp(.init(key: "k", noStore: true))?.isHit == false)
            #expect(try await lookUp(.init(key: "k"))?.id == "cache-3")
            let hit = try await lookUp(.init(key: "k"))
            #expect(hit?.isHit == true)
            #expect(hit?.id == "cache-3")
            #expect(hit?.type == .direct)
            let similar = try await lookUp(.init(key: "k", threshold: 0.7, type: .semantic))
            #expect(similar?.type == .semantic)
            #expect(similar?.threshold == 0.7)
            #expect(similar?.similarity == 1)
            #expect(try await lookUp(.init(key: "other"))?.isHit == false)
            #expect(try await lookUp(.init(key: "k"), "Other?")?.isHit == false)
        }
    }

    @Test(arguments: [false, true])
    func tellsOfRateLimits(streamed: Bool) async throws {
        var configuration = EmbeddedGateway.Configuration()
        configuration.sendsRateLimits = true
        let limits = try await answer(configuration, GatewayOptions(), streamed: streamed).metadata.gateway.rateLimits
        #expect(limits.requests == RateLimit(limit: 10_000, remaining: 9999, reset: .after(.milliseconds(8640))))
        #expect(limits.tokens?.reset == .after(.seconds(360)))
        let theirs = try await answer(
            configuration, GatewayOptions(), streamed: streamed, model: "anthropic/claude-haiku-4-5"
        ).metadata.gateway.rateLimits
        #expect(theirs.requests == RateLimit(limit: 10_000, remaining: 9999, reset: .at(1_767_225_660)))
        #expect(theirs.outputTokens?.limit == 2_000_000)
        let error = await llmError {
            try await withEmbeddedGateway(configuration) { gateway in
                let config = ProviderConfig(
                    model: "openai/rate-limited", baseURL: gateway.baseURL, retries: .never)
                return try await BifrostModel(config).stream(.hello).collect()
            }
        }
        #expect(error?.code == .rateLimited)
        #expect(error?.gateway?.rateLimits.requests?.remaining == 0)
    }
}
