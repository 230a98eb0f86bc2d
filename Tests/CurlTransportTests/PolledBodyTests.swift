import CurlTransport
import HTTPTransport
import TestSupport
import Testing

/// Bodies whose reader is called back.
@Suite("A body that is polled", .timeLimit(.minutes(1)))
struct PolledBodyTests {
    private func body(of server: RawServer) async throws -> any HTTPPolledBodySource {
        try #require(try await CurlTransport().execute(server.get()).body.polled)
    }

    /// Polls to the end, as often as called back.
    private func collect(_ body: any HTTPPolledBodySource) async throws -> [UInt8] {
        var collected: [UInt8] = []
        while true {
            let ready = Mailslot<Void>()
            switch try body.poll(until: nil, whenReady: { ready.put(()) }) {
            case .bytes(let bytes): collected += bytes
            case .end: return collected
            case .pending: try await ready.take()
            }
        }
    }

    @Test("gives every byte, and calls back when there are more")
    func whole() async throws {
        let gate = Gate()
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            connection.sendChunk("one")
            gate.wait()
            connection.sendChunk("two", isLast: true)
        }
        defer { server.stop() }
        let body = try await body(of: server)
        var first: [UInt8] = []
        let ready = Mailslot<String>()
        while case .bytes(let bytes) = try body.poll(until: nil, whenReady: { ready.put(ThisProcess.threadName) }) {
            first += bytes
        }
        gate.open()
        #expect(try await ready.take() == "bifrost-loop")
        #expect(try await first + collect(body) == Array("onetwo".utf8))
        #expect(try body.poll(until: nil) { Issue.record("there is an end") } == .end)
    }

    @Test("calls back when the instant has passed, and can be read on")
    func deadline() async throws {
        let gate = Gate()
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            gate.wait()
            connection.sendChunk("late", isLast: true)
        }
        defer { server.stop() }
        let body = try await body(of: server)
        let passed = Mailslot<Void>()
        let instant = ContinuousClock.now + .milliseconds(50)
        #expect(try body.poll(until: instant) { passed.put(()) } == .pending)
        try await passed.take()
        let error = #expect(throws: HTTPTransportError.self) { try body.poll(until: instant) {} }
        #expect(error?.code == .timeout && error?.limit == .read)
        gate.open()
        #expect(try await collect(body) == Array("late".utf8))
    }

    @Test("calls back when it is cancelled, and refuses a second reader meanwhile")
    func cancelled() async throws {
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let body = try await body(of: server)
        let over = Mailslot<Void>()
        #expect(try body.poll(until: nil) { over.put(()) } == .pending)
        let error = #expect(throws: HTTPTransportError.self) { try body.poll(until: nil) {} }
        #expect(error?.code == .invalidRequest)
        body.cancel()
        try await over.take()
        #expect(throws: CancellationError.self) { try body.poll(until: nil) {} }
    }
}
