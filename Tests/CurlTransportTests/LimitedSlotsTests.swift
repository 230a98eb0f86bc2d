import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Slots", .timeLimit(.minutes(5)))
struct LimitedSlotsTests {
    /// Answers with the head of a stream, and then holds the connection.
    private static func holding() -> RawServer {
        RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            _ = connection.waitForClose()
        }
    }

    @Test("an origin at its limit does not hold up another, and its own wait in order")
    func perOrigin() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumTransfersPerOrigin = 1
        let transport = try CurlTransport(configuration)
        let (busy, free) = (Self.holding(), Self.holding())
        defer {
            busy.stop()
            free.stop()
        }
        let first = try await transport.execute(busy.get())
        let second = Task { try await transport.execute(busy.get()) }
        try await transport.waitFor { $0.queued == 1 }
        #expect(try await transport.execute(free.get()).head.status == 200)
        #expect(busy.acceptedConnections == 1)
        first.body.cancel()
        #expect(try await second.value.head.status == 200)
    }

    @Test("who waits can be cancelled, and leaves its place to the next")
    func cancelWhileQueued() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumTransfers = 1
        let transport = try CurlTransport(configuration)
        let server = Self.holding()
        defer { server.stop() }
        let first = try await transport.execute(server.get())
        let second = Task { try await transport.execute(server.get()) }
        try await transport.waitFor { $0.queued == 1 }
        let third = Task { try await transport.execute(server.get()) }
        try await transport.waitFor { $0.queued == 2 }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        first.body.cancel()
        let body = try await third.value.body
        #expect(body.metrics.queued > .zero)
        #expect(server.acceptedConnections == 2)
    }

    @Test("slots are shared by all loops, and none is lost", arguments: [1, 3])
    func shards(loops: Int) async throws {
        var configuration = CurlTransport.Configuration()
        configuration.loops = loops
        configuration.maximumTransfers = 5
        let transport = try CurlTransport(configuration)
        let server = RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let task = Task { try await transport.execute(server.get()).body.collect() }
                    if number.isMultiple(of: 7) { task.cancel() }
                    let answer = try? await task.value
                    if !number.isMultiple(of: 7) { #expect(answer == Array("ok".utf8)) }
                }
            }
        }
        try await transport.waitFor { $0.queued + $0.connecting + $0.awaitingHead + $0.receiving + $0.ending == 0 }
        #expect(try await transport.execute(server.get()).head.status == 200)
    }

    @Test("transfers spread over the loops; one after the other stays on one", .enabled(if: Libcurl.reusesConnections))
    func spreading() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.loops = 2
        let transport = try CurlTransport(configuration)
        let server = RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        for _ in 0..<10 { _ = try await transport.execute(server.get()).body.collect() }
        #expect(server.acceptedConnections == 1)
        let held = try await transport.execute(server.get())
        _ = try await transport.execute(server.get()).body.collect()
        #expect(server.acceptedConnections == 2)
        _ = try await held.body.collect()
    }

    @Test("a burst of cold requests connects in steps")
    func coldBurst() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumConnectsPerOrigin = 4
        let transport = try CurlTransport(configuration)
        let server = RawServer { connection in _ = connection.waitForClose() }
        defer { server.stop() }
        let tasks = (0..<50).map { _ in
            // TLS that is never answered: connecting, for as long as the limit allows.
            Task {
                try await transport.execute(
                    HTTPRequest(
                        method: "GET", url: "https://127.0.0.1:\(server.port)/",
                        limits: TransferLimits(queue: .seconds(100), connect: .seconds(100))))
            }
        }
        try await transport.waitFor { $0.connecting == 4 && $0.queued == 46 }
        #expect(server.acceptedConnections <= 4)
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
        try await transport.waitFor { $0.connecting + $0.queued + $0.ending == 0 }
    }
}
