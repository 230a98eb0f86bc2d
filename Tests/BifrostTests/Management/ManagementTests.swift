import Bifrost
import BifrostTesting
import HTTPTransport
import LLM
import TestSupport
import Testing

/// What is above the gateway's interfaces: health, version and cache.
@Suite(.timeLimit(.minutes(5)))
struct ManagementTests {
    @Test(arguments: Flavour.allCases)
    func asksTheGatewayItself(_ flavour: Flavour) async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model("openai/gpt-4o", flavour)
            let health = try await model.health()
            #expect(health.isHealthy)
            #expect(health.components == ["db_pings": "ok"])
            #expect(health.metadata.status == 200)
            #expect(try await model.version() == "v0.0.0-embedded")
            #expect(gateway.requests.map(\.path) == ["/health", "/api/version"])
        }
    }

    @Test func tellsWhenItIsUnwell() async throws {
        let harness = try Harness(.minimal, .json(503, #"{"error":{"message":"config store not available"}}"#))
        let error = await llmError { try await harness.model.health() }
        #expect(error?.status == 503)
        #expect(error?.message == "config store not available")
        #expect(harness.transport.requests.count == 1)
        let degraded = try await BifrostModel.answered(by: #"{"status":"degraded","x":1}"#).health()
        #expect(!degraded.isHealthy)
        #expect(degraded.additionalFields == ["x": 1])
        #expect(await llmError { try await BifrostModel.answered(by: "{}").health() }?.code == .malformed)
    }

    @Test(arguments: [#""v1.4.19""#, #"{"version":"v1.4.19"}"#])
    func readsTheVersion(_ body: String) async throws {
        #expect(try await BifrostModel.answered(by: body).version() == "v1.4.19")
        #expect(await llmError { try await BifrostModel.answered(by: "{}").version() }?.code == .malformed)
    }

    @Test func clearsTheCache() async throws {
        try await withEmbeddedGateway { gateway in
            let model = try gateway.model(gateway: GatewayOptions(cache: .init(key: "a key/1")))
            let first = try #require(try await model.generate(.hello).metadata.gateway.cache?.id)
            #expect(try await isHit(model))
            try await model.clearCache(requestID: first)
            // The entry of the second call is there still, and answers.
            #expect(try await isHit(model))
            try await model.clearCache(key: "a key/1")
            #expect(try await isHit(model) == false)
            let paths = gateway.requests.filter { $0.method == "DELETE" }.map(\.path)
            #expect(paths == ["/api/cache/clear/\(first)", "/api/cache/clear-by-key/a%20key%2F1"])
        }
    }

    private func isHit(_ model: BifrostModel) async throws -> Bool {
        try await model.generate(.hello).metadata.gateway.cache?.isHit == true
    }

    @Test(arguments: ["", ".", ".."])
    func refusesANameThatIsAStepInThePath(_ name: String) async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        #expect(await llmError { try await harness.model.clearCache(key: name) }?.code == .configuration)
        #expect(await llmError { try await harness.model.clearCache(requestID: name) }?.code == .configuration)
        #expect(harness.transport.requests.isEmpty)
    }

    @Test func tellsThatNothingWasCleared() async throws {
        let missing = try BifrostModel.answered(by: #"{"error":{"message":"no such entry"}}"#, status: 404)
        #expect(await llmError { try await missing.clearCache(requestID: "x") }?.code == .notFound)
        let declared = try BifrostModel.answered(by: #"{"error":{"message":"cache is off"}}"#)
        #expect(await llmError { try await declared.clearCache(key: "x") }?.message == "cache is off")
        try await BifrostModel.answered(by: "").clearCache(key: "x")
    }
}
