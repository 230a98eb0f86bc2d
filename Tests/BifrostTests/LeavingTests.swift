import Bifrost
import CurlTransport
import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// Whoever stops reading a model's stream ends the call, and the gateway sees it.
@Suite(.timeLimit(.minutes(5)))
struct LeavingTests {
    enum Way: String, CaseIterable {
        case breakOut, dropIterator, cancelTask, cancelBeforeHead, limit, shutDown
    }

    @Test("The gateway sees within 50 ms that nobody reads", arguments: Way.allCases)
    func gatewaySees(_ way: Way) async throws {
        var delays: [Duration] = []
        for _ in 0..<5 {
            let closed = Mailslot<ContinuousClock.Instant>()
            let requested = Mailslot<Void>()
            let server = RawServer { connection in
                _ = connection.readRequest()
                if way != .cancelBeforeHead {
                    connection.sendStreamHead()
                    connection.sendChunk(Event.text("Hi"))
                }
                requested.put(())
                if let instant = connection.waitForClose(limit: .seconds(60)) { closed.put(instant) }
            }
            defer { server.stop() }
            let left = try await leave(way, server, requested)
            delays.append(try await closed.take() - left)
        }
        // The best of several tries: a busy machine may delay any single one.
        #expect(try #require(delays.min()) < .milliseconds(50))
    }

    private func leave(
        _ way: Way, _ server: RawServer, _ requested: Mailslot<Void>
    ) async throws -> ContinuousClock.Instant {
        let transport = try CurlTransport()
        let limits = TimeLimits(stall: way == .limit ? .milliseconds(100) : .off)
        let model = try BifrostModel(
            ProviderConfig(model: "m/x", baseURL: server.url, limits: limits, retries: .never), transport: transport)
        let stream = model.stream(.hello)
        switch way {
        case .breakOut:
            for try await _ in stream { break }
        case .dropIterator:
            var iterator: ChatStream.Iterator? = stream.makeAsyncIterator()
            _ = try await iterator?.next(isolation: nil)
            iterator = nil
        case .cancelTask, .cancelBeforeHead:
            return try await cancel(Task { for try await _ in stream {} }, after: requested)
        case .limit:
            let error = try await stream.outcome().error
            #expect(error?.timeout?.limit == .stall)
            #expect(error?.partial?.text == "Hi")
        case .shutDown:
            var iterator = stream.makeAsyncIterator()
            _ = try await iterator.next(isolation: nil)
            let start = ContinuousClock.now
            await transport.shutdown(.immediate)
            await #expect(throws: LLMError.self) { try await iterator.next(isolation: nil) }
            return start
        }
        return .now
    }

    private func cancel(_ task: Task<Void, any Error>, after requested: Mailslot<Void>) async throws
        -> ContinuousClock.Instant
    {
        _ = try await requested.take()
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        return start
    }

    @Test("A stream that is never iterated sends nothing")
    func neverIterated() async throws {
        let server = RawServer { connection in _ = connection.readRequest() }
        defer { server.stop() }
        let model = try BifrostModel(ProviderConfig(model: "m/x", baseURL: server.url))
        for _ in 0..<10 { _ = model.stream(.hello) }
        #expect(server.acceptedConnections == 0)
    }

    @Test("A healthy stream may last many times the timeout; heartbeats keep idle away, and not stall")
    func healthyAndHeartbeats() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            for _ in 0..<12 {
                connection.sendChunk(Event.text("tick "))
                if connection.waitForClose(limit: .milliseconds(250)) != nil { return }
            }
            // Now only heartbeats come: life for `idle`, silence for `stall`.
            while connection.sendChunk(": heartbeat\n") {
                if connection.waitForClose(limit: .milliseconds(20)) != nil { return }
            }
        }
        defer { server.stop() }
        let config = ProviderConfig(model: "m/x", baseURL: server.url, timeout: .seconds(2), retries: .never)
        let outcome = try await BifrostModel(config).stream(.hello).outcome()
        #expect(outcome.texts.count == 12)
        #expect(outcome.error?.timeout?.limit == .stall)
        #expect(outcome.error?.timeout?.eventsReceived == 12)
    }

    @Test("While a consumer sleeps, a gateway with 200 MB to send stands still")
    func slowConsumer() async throws {
        let sent = Atomic(0)
        let total = 200 << 20
        let event = Event.text(String(repeating: "x", count: 16 << 10))
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            while sent.load(ordering: .relaxed) < total {
                guard connection.sendChunk(event) else { return }
                sent.add(event.utf8.count, ordering: .relaxed)
            }
        }
        defer { server.stop() }
        var iterator = try BifrostModel(ProviderConfig(model: "m/x", baseURL: server.url)).stream(.hello)
            .makeAsyncIterator()
        _ = try await iterator.next(isolation: nil)
        Gate().wait(limit: .milliseconds(700))
        // The sockets' buffers and ours hold some megabytes; whatever was not sent is in nobody's memory.
        #expect(sent.load(ordering: .relaxed) < 32 << 20)
        #expect(try await iterator.next(isolation: nil)?.delta.utf8.count == 16 << 10)
    }
}
