import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("What a transport has in hand", .timeLimit(.minutes(5)))
struct SnapshotTests {
    @Test("every state is counted")
    func states() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumTransfers = 3
        let transport = try CurlTransport(configuration)
        #expect(await transport.snapshot().sockets == 0)
        let answering = Gate()
        let server = RawServer { connection in
            guard let request = connection.readRequest() else { return }
            if request.head.hasPrefix("GET /wait") { answering.wait(limit: .seconds(60)) }
            connection.sendStreamHead()
            if request.head.hasPrefix("GET /flood") {
                while connection.sendChunk([UInt8](repeating: 7, count: 64 << 10)) {}
            }
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let streaming = try await transport.execute(server.get())
        let flooded = try await transport.execute(server.get(path: "/flood"))
        try await transport.waitFor { $0.receiving == 1 && $0.paused == 1 && $0.sockets == 1 }
        let waiting = Task { try await transport.execute(server.get(path: "/wait")) }
        try await transport.waitFor { $0.awaitingHead == 1 }
        let queued = Task { try await transport.execute(server.get()) }
        try await transport.waitFor { $0.queued == 1 }
        let bytes = await transport.snapshot().bytesReceived
        #expect(bytes >= configuration.highWaterMark && bytes < 4 << 20)
        queued.cancel()
        answering.open()
        let late = try await waiting.value
        for body in [streaming.body, flooded.body, late.body] { body.cancel() }
        try await transport.waitFor { $0.abandoned == 4 && $0.ending == 0 && $0.sockets == 0 }
        let snapshot = await transport.snapshot()
        #expect(snapshot.newConnections == 3)
        #expect(snapshot.completed == 0 && snapshot.failed == 0 && snapshot.spins == 0)
        #expect(snapshot.wakeUps > 0)
    }

    @Test("connections, bytes and endings are counted", .enabled(if: Libcurl.reusesConnections))
    func totals() async throws {
        let transport = try CurlTransport()
        let server = RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        let gone = RawServer { _ in }
        gone.stop()
        for _ in 0..<3 { _ = try await transport.execute(server.post("hello")).body.collect() }
        try await transport.waitFor { $0.completed == 3 && $0.ending == 0 }
        _ = try? await transport.execute(gone.post("hello"))
        try await transport.waitFor { $0.failed == 1 && $0.ending == 0 }
        let snapshot = await transport.snapshot()
        #expect(snapshot.newConnections == 1)
        #expect(snapshot.reusedConnections == 2)
        #expect(snapshot.bytesReceived == 6)
        #expect(snapshot.bytesSent == 15)
    }

    @Test("an ended transport has nothing")
    func ended() async throws {
        let transport = try CurlTransport()
        await transport.shutdown(.immediate)
        #expect(await transport.snapshot() == CurlTransport.Snapshot())
    }

    @Test("a silent loop sleeps, but for the kick; one without transfers sleeps altogether")
    func sleeping() async throws {
        let transport = try CurlTransport()
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let bodies = try await withThrowingTaskGroup(of: HTTPBody.self) { group in
            for _ in 0..<100 { group.addTask { try await transport.execute(server.get()).body } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // libcurl's timers of the connects run out within a second.
        Gate().wait(limit: .milliseconds(1500))
        let before = await transport.snapshot()
        Gate().wait(limit: .milliseconds(2500))
        let after = await transport.snapshot()
        #expect(after.kicks - before.kicks >= 1 && after.kicks - before.kicks <= 3)
        // The kicks, and the question itself.
        #expect(after.wakeUps - before.wakeUps <= 6)
        for body in bodies { body.cancel() }
        try await transport.waitFor { $0.ending == 0 && $0.receiving == 0 }
        let idle = await transport.snapshot()
        Gate().wait(limit: .milliseconds(2500))
        #expect(await transport.snapshot().wakeUps - idle.wakeUps <= 2)
    }
}
