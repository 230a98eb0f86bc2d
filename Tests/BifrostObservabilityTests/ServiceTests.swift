import Bifrost
import BifrostObservability
import BifrostTesting
import CurlTransport
import Logging
import MetricsTestKit
import Metrics
import LLM
import ServiceLifecycle
import TestSupport
import Testing

@Suite("A transport in a service group", .timeLimit(.minutes(5)))
struct ServiceTests {
    /// Stands for the application: starts a stream, asks for shutdown and says how the stream went on.
    private func drain(gracePeriod: Duration, _ reply: Reply, afterShutdown: @Sendable () -> Void) async throws
        -> String
    {
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(reply)
        let transport = try CurlTransport()
        let model = try model(of: gateway, transport)
        let group = group(BifrostService(transport, gracePeriod: gracePeriod, sampling: nil))
        async let ended: Void = group.run()

        var iterator = model.stream([.user("Hello?")]).makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        await group.triggerGracefulShutdown()
        await refusal(of: model)
        afterShutdown()
        var outcome = "whole"
        do {
            while try await iterator.next(isolation: nil) != nil {}
        } catch let error as LLMError {
            outcome = "\(error.code)"
        }
        try await ended
        await gateway.stop()
        return outcome
    }

    private func model(of gateway: EmbeddedGateway, _ transport: CurlTransport) throws -> BifrostModel {
        try BifrostModel(
            ProviderConfig(model: "openai/gpt-4o", baseURL: gateway.baseURL, retries: .never), transport: transport)
    }

    private func group(_ service: BifrostService) -> ServiceGroup {
        var logger = Logger(label: "group")
        logger.logLevel = .critical
        return ServiceGroup(services: [service], logger: logger)
    }

    /// Waits until the shutdown has begun, which the group does in a task of its own.
    private func refusal(of model: BifrostModel) async {
        while true {
            do {
                _ = try await model.generate([.user("Hello?")])
            } catch let error as LLMError {
                #expect(error.code == .configuration && error.message.contains("shut down"))
                return
            } catch {
                Issue.record(error)
                return
            }
        }
    }

    @Test func letsStreamsEndWithinTheGracePeriod() async throws {
        let gate = BifrostTesting.Gate()
        let end =
            #"data: {"id":"1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"
        let reply = Reply(steps: [.text(Self.chunk), .wait(for: gate), .text(end), .end])
        let outcome = try await drain(gracePeriod: .seconds(60), reply) { gate.open() }
        #expect(outcome == "whole")
    }

    @Test func cancelsStreamsAfterTheGracePeriod() async throws {
        let gate = BifrostTesting.Gate()
        let reply = Reply(steps: [.text(Self.chunk), .wait(for: gate), .end])
        let outcome = try await drain(gracePeriod: .milliseconds(1), reply) {}
        gate.open()
        #expect(outcome == "\(LLMError.Code.configuration)")
    }

    @Test func endsAtOnceWhenCancelled() async throws {
        let transport = try CurlTransport()
        let running = Task { try await BifrostService(transport, gracePeriod: .seconds(3600)).run() }
        running.cancel()
        try await running.value
        let config = ProviderConfig(model: "m", baseURL: "http://127.0.0.1:1", retries: .never)
        let model = try BifrostModel(config, transport: transport)
        let error = await #expect(throws: LLMError.self) { try await model.generate([.user("Hello?")]) }
        #expect(error?.code == .configuration)
    }

    @Test func endsAtOnceWhenCancelledWithinTheGracePeriod() async throws {
        let gate = BifrostTesting.Gate()
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(Reply(steps: [.text(Self.chunk), .wait(for: gate), .end]))
        let transport = try CurlTransport()
        let model = try model(of: gateway, transport)
        let group = group(BifrostService(transport, gracePeriod: .seconds(3600), sampling: nil))
        let running = Task { try await group.run() }
        var iterator = model.stream([.user("Hello?")]).makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        await group.triggerGracefulShutdown()
        await refusal(of: model)
        running.cancel()
        _ = await running.result
        let error = await #expect(throws: LLMError.self) { while try await iterator.next(isolation: nil) != nil {} }
        // Without the cancellation it would be the stream's own limit that ends it.
        #expect(error?.code == .configuration)
        gate.open()
        await gateway.stop()
    }

    @Test func tellsHowBusyTheTransportIs() async throws {
        let gate = BifrostTesting.Gate()
        let gateway = try await EmbeddedGateway.start()
        gateway.enqueue(Reply(steps: [.text(Self.chunk), .wait(for: gate), .end]))
        let transport = try CurlTransport()
        let model = try model(of: gateway, transport)
        var iterator = model.stream([.user("Hello?")]).makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        let metrics = TestMetrics()
        let sampled = Mailslot<Void>()
        let clock = CallClock(ManualClock(beforeSleep: { sampled.put(()) }))
        let running = withMetricsFactory(metrics) {
            Task { try await BifrostService(transport, sampling: .seconds(10), clock: clock).run() }
        }
        try await sampled.take()
        try await sampled.take()
        running.cancel()
        try await running.value
        #expect(try metrics.expectGauge("bifrost.client.transport.receiving").values.prefix(2) == [1, 1])
        #expect(try metrics.expectGauge("bifrost.client.transport.queued").values.prefix(2) == [0, 0])
        gate.open()
        await gateway.stop()
    }

    private static let chunk = #"data: {"id":"1","choices":[{"index":0,"delta":{"content":"a"}}]}"# + "\n\n"
}
