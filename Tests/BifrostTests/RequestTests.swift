import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct RequestTests {
    private func request(
        _ config: ProviderConfig = .minimal, _ options: GenerateOptions = GenerateOptions(), streamed: Bool = false
    ) async throws -> HTTPRequest {
        let harness = try Harness(config, streamed ? .hello : .helloAtOnce)
        if streamed {
            _ = try await harness.model.stream(.hello, options: options).collect()
        } else {
            _ = try await harness.model.generate(.hello, options: options)
        }
        return try #require(harness.transport.requests.first)
    }

    @Test func sendsNoMoreThanNeeded() async throws {
        let fields = try await request().fields
        #expect(fields.all.map(\.name) == ["content-type", "accept", "x-request-id"])
        #expect(fields["content-type"] == "application/json")
        #expect(fields["accept"] == "application/json")
        #expect(try await request(streamed: true).fields["accept"] == "text/event-stream")
    }

    @Test func sendsKeys() async throws {
        var config = ProviderConfig.minimal.with(\.apiKey, "sk-secret")
        config.virtualKey = "sk-bf-secret"
        let fields = try await request(config).fields
        #expect(fields["authorization"] == "Bearer sk-secret")
        #expect(fields["x-bf-vk"] == "sk-bf-secret")
    }

    @Test func passesExtraFields() async throws {
        let fields = try await request(.minimal, GenerateOptions(extraFields: ["top_k": .integer(3)])).fields
        #expect(fields["x-bf-passthrough-extra-params"] == "true")
    }

    @Test func lettingHeadersWin() async throws {
        let headers: [String: Secret] = [
            "Authorization": "Basic eDp5", "X-Request-ID": "mine", "x-bf-mcp-include-tools": "",
        ]
        let config = ProviderConfig.minimal.with(\.apiKey, "sk-secret").with(\.headers, headers)
        let fields = try await request(config).fields
        #expect(fields.all.filter { $0.name.lowercased() == "authorization" }.map(\.value) == ["Basic eDp5"])
        #expect(fields["x-request-id"] == "mine")
        #expect(fields["x-bf-mcp-include-tools"] == "")
    }

    @Test func identifiesEachCall() async throws {
        let harness = try Harness(.minimal, .json(500, "{}"), .json(500, "{}"), .helloAtOnce)
        let response = try await harness.model.generate(.hello)
        _ = try await harness.model.generate(.hello)
        let ids = harness.transport.requests.map { $0.fields["x-request-id"] }
        #expect(ids.count == 4)
        #expect(Set(ids.prefix(3)).count == 1)
        #expect(ids[0] != ids[3])
        #expect(response.metadata.requestID == ids[0])
        #expect(response.metadata.attempts == 3)
        #expect(response.metadata.status == 200)
    }

    @Test func bindsToolsToACopy() async throws {
        let harness = try Harness(.minimal, .helloAtOnce)
        _ = try await harness.model.bindTools([ToolDefinition(name: "weather")]).generate(.hello)
        _ = try await harness.model.generate(.hello)
        let bodies = harness.transport.requests.map { $0.body?.bytes ?? [] }
        #expect(bodies.count == 2)
        #expect(bodies[0].count > bodies[1].count)
    }

    @Test func inheritsLimits() async throws {
        let limits = try await request().limits
        #expect(limits.queue == .seconds(30))
        #expect(limits.connect == .seconds(10))
        #expect(limits.firstByte == .seconds(30))
        #expect(limits.head == nil)
        #expect(limits.idle == .seconds(30))
        #expect(limits.total == .seconds(30))
        #expect(limits.deadline != nil)
        let streamed = try await request(streamed: true).limits
        #expect(streamed.head == .seconds(30))
        #expect(streamed.total == nil)
        #expect(streamed.deadline == nil)
    }

    @Test func resolvesLimitsOfTheCallFirst() async throws {
        let config = ProviderConfig.minimal.with(\.timeout, .off)
            .with(\.limits, TimeLimits(queue: .seconds(1), idle: .seconds(2)))
        let options = GenerateOptions(limits: TimeLimits(queue: .off, firstToken: .seconds(3)))
        let limits = try await request(config, options, streamed: true).limits
        #expect(limits.queue == nil)
        #expect(limits.connect == .seconds(10))
        #expect(limits.idle == .seconds(2))
        #expect(limits.firstByte == .seconds(3))
        let whole = try await request(config, options).limits
        #expect(whole.firstByte == nil)
        #expect(whole.total == nil)
    }
}
