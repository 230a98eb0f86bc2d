import Bifrost
import BifrostTesting
import Foundation
import Testing

/// Jobs at the embedded gateway, wherever the base URL leads.
@Suite(.timeLimit(.minutes(5)), .serialized)
struct JobSocketTests {
    private func withModel(
        dropIn: Bool = false, model: String = "openai/gpt-4o", virtualKey: Secret? = nil,
        _ body: (EmbeddedGateway, BifrostModel) async throws -> Void
    ) async throws {
        let gateway = try await EmbeddedGateway.start()
        do {
            var config = ProviderConfig(
                model: model, baseURL: dropIn ? gateway.dropInBaseURL : gateway.baseURL, retries: .never)
            config.virtualKey = virtualKey
            try await body(gateway, BifrostModel(config))
        } catch {
            await gateway.stop()
            throw error
        }
        await gateway.stop()
    }

    /// Asks without long waits.
    private static let quick = JobPolling(initialDelay: .milliseconds(1), maximumDelay: .milliseconds(1))

    @Test(arguments: [false, true])
    func resultsAreThoseOfTheEndpoint(dropIn: Bool) async throws {
        try await withModel(dropIn: dropIn) { gateway, model in
            let chat = try await model.submit(.chat([.user("What is the capital of Norway?")]))
            #expect(try await model.status(of: chat).state == .processing)
            #expect(try await model.result(of: chat).text == "The capital of Norway is Oslo.")
            let response = try await model.submit(.response("2 + 2"), resultLifetime: .seconds(60))
            #expect(try await model.result(of: response, polling: Self.quick).outputText == "2 + 2 = 4")
            let status = try await model.status(of: response)
            let created = try #require(status.created)
            #expect(status.expires == created + 60)
            #expect(gateway.requests.allSatisfy { $0.path.hasPrefix("/v1/async/") })
        }
    }

    @Test func aHandleOutlivesItsProcess() async throws {
        try await withModel { _, model in
            let stored = try JSONEncoder().encode(try await model.submit(.response("2 + 3")))
            let job = try JSONDecoder().decode(AsyncJob<Response>.self, from: stored)
            #expect(try await model.result(of: job, polling: Self.quick).outputText == "2 + 3 = 5")
        }
    }

    @Test func aFailedJobFailsLikeItsEndpoint() async throws {
        try await withModel(model: "openai/rate-limited") { _, model in
            let direct = await llmError { try await model.generate([.user("Hi")]) }
            let job = try await model.submit(.chat([.user("Hi")]))
            let error = await llmError { try await model.result(of: job, polling: Self.quick) }
            #expect(error?.code == .rateLimited)
            #expect(error?.status == direct?.status)
            #expect(error?.message == direct?.message)
            #expect(error?.providerCode == direct?.providerCode)
        }
    }

    @Test func aForeignJobIsNotFound() async throws {
        try await withModel(virtualKey: "sk-bf-mine") { _, model in
            let job = try await model.submit(.chat([.user("Hi")]))
            let foreign = GatewayOptions(virtualKey: "sk-bf-other")
            #expect(await llmError { try await model.status(of: job, gateway: foreign) }?.code == .notFound)
            #expect(try await model.status(of: job).state == .processing)
            let unknown = AsyncJob<ChatResponse>(id: "job_99", kind: .chat)
            #expect(await llmError { try await model.result(of: unknown) }?.code == .notFound)
        }
    }
}
