import CurlTransport
import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite("Whoever stops reading closes the socket", .timeLimit(.minutes(5)))
struct CancellationTests {
    /// A server that streams one chunk and then only watches for the peer to go.
    struct Watcher: Sendable {
        let server: RawServer
        let closed = Mailslot<ContinuousClock.Instant>()
        let requested = Mailslot<Void>()

        init(answers: Bool = true) {
            let closed = closed
            let requested = requested
            server = RawServer { connection in
                _ = connection.readRequest()
                if answers {
                    connection.sendStreamHead()
                    connection.sendChunk("first")
                }
                requested.put(())
                if let instant = connection.waitForClose() { closed.put(instant) }
            }
        }
    }

    enum Way: String, CaseIterable, CustomTestStringConvertible {
        case cancelTask, cancelBody, dropBody, readLimit, shutDown, cancelBeforeHead
        var testDescription: String { rawValue }
    }

    @Test("the server sees it at once", arguments: Way.allCases)
    func serverSees(_ way: Way) async throws {
        var delays: [Duration] = []
        for _ in 0..<5 {
            let watcher = Watcher(answers: way != .cancelBeforeHead)
            defer { watcher.server.stop() }
            let transport = try CurlTransport()
            let stopped = try await stop(way, transport, watcher)
            delays.append(try await watcher.closed.take() - stopped)
        }
        // The best of several tries: a busy machine may delay any single one.
        #expect(try #require(delays.min()) < .milliseconds(50))
    }

    private func stop(_ way: Way, _ transport: CurlTransport, _ watcher: Watcher) async throws
        -> ContinuousClock.Instant
    {
        if way == .cancelBeforeHead {
            let task = Task { try await transport.execute(watcher.server.get()) }
            _ = try await watcher.requested.take()
            return await cancelled(task)
        }
        let limits = TransferLimits(idle: way == .readLimit ? .milliseconds(100) : nil)
        var body: HTTPBody? = try await transport.execute(watcher.server.get(limits)).body
        #expect(try await body?.read() == Array("first".utf8))
        switch way {
        case .cancelTask:
            let reader = body
            body = nil
            let task = Task { try await reader?.read() }
            return await cancelled(task)
        case .cancelBody:
            body?.cancel()
        case .dropBody:
            body = nil
        case .readLimit:
            await #expect(throws: HTTPTransportError.self) { try await body?.read() }
        case .shutDown:
            let start = ContinuousClock.now
            await transport.shutdown(.immediate)
            return start
        case .cancelBeforeHead:
            break
        }
        return .now
    }

    private func cancelled<Success>(_ task: Task<Success, any Error>) async -> ContinuousClock.Instant {
        let start = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        return start
    }

    @Test("a task that is cancelled already sends nothing")
    func cancelledBefore() async throws {
        let transport = try CurlTransport()
        let server = RawServer { connection in _ = connection.readRequest() }
        defer { server.stop() }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.execute(server.get())
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.acceptedConnections == 0)
    }

    @Test(
        "finish keeps a connection whose answer ends within a moment, and closes one that lingers",
        .enabled(if: Libcurl.reusesConnections))
    func finish() async throws {
        let server = RawServer { connection in
            while let request = connection.readRequest() {
                connection.sendStreamHead()
                connection.sendChunk("data: [DONE]\n\n")
                if request.head.contains("/ends") { connection.sendLastChunk() }
            }
        }
        defer { server.stop() }
        for (path, connections) in [("/ends", 1), ("/lingers", 2)] {
            let fresh = try CurlTransport()
            let before = server.acceptedConnections
            let body = try await fresh.execute(HTTPRequest(method: "GET", url: server.url + path)).body
            _ = try await body.read()
            body.finish()
            // Two hundred and fifty milliseconds is the moment; a request after it shows what was kept.
            Gate().wait(limit: .milliseconds(400))
            let next = try await fresh.execute(HTTPRequest(method: "GET", url: server.url + "/ends"))
            _ = try await next.body.collect()
            #expect(server.acceptedConnections - before == connections)
        }
    }

    @Test("the body outlives the transport that made it")
    func bodyOutlivesTransport() async throws {
        let gate = Gate()
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            gate.wait()
            connection.sendChunk("late")
            connection.sendLastChunk()
        }
        defer { server.stop() }
        let body = try await CurlTransport().execute(server.get()).body
        gate.open()
        #expect(try await body.collect() == Array("late".utf8))
    }
}
