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
            switch try body.poll() {
            case .bytes(let bytes): collected += bytes
            case .end: return collected
            case .pending:
                let ready = Mailslot<Void>()
                if body.wait(until: nil, whenReady: { ready.put(()) }) { try await ready.take() }
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
        while !body.wait(until: nil, whenReady: { ready.put(ThisProcess.threadName) }) {
            if case .bytes(let bytes) = try body.poll() { first += bytes }
        }
        gate.open()
        #expect(try await ready.take() == "bifrost-loop")
        #expect(try await first + collect(body) == Array("onetwo".utf8))
        #expect(!body.wait(until: nil) { Issue.record("there is an end") })
        #expect(try body.poll() == .end)
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
        #expect(body.wait(until: instant) { passed.put(()) })
        try await passed.take()
        // An instant that has passed before ends a wait as well.
        for _ in 0..<2 {
            #expect(ContinuousClock.now >= instant)
            let error = #expect(throws: HTTPTransportError.self) { try body.poll() }
            #expect(error?.code == .timeout && error?.limit == .read)
            #expect(try body.poll() == .pending)
            #expect(body.wait(until: instant) { passed.put(()) })
            try await passed.take()
        }
        #expect(throws: HTTPTransportError.self) { try body.poll() }
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
        #expect(body.wait(until: nil) { over.put(()) })
        #expect(!body.wait(until: nil) { Issue.record("another waits") })
        let error = #expect(throws: HTTPTransportError.self) { try body.poll() }
        #expect(error?.code == .invalidRequest)
        body.cancel()
        try await over.take()
        #expect(throws: CancellationError.self) { try body.poll() }
    }
}
