import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Every limit ends its own wait", .timeLimit(.minutes(5)))
struct LimitTests {
    let transport: CurlTransport
    let limit = Duration.milliseconds(150)

    init() throws { transport = try CurlTransport() }

    @Test("firstByte: the request is read, no answer comes")
    func firstByte() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let error = await failure(of: server, TransferLimits(firstByte: limit))
        #expect(error?.limit == .firstByte)
        #expect(error?.limitValue == limit)
        #expect(error?.requestMayHaveArrived == true)
        #expect((error?.elapsed ?? .zero) >= limit)
    }

    @Test("firstByte: an interim head is not the answer")
    func interimHead() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let error = await failure(of: server, TransferLimits(firstByte: limit))
        #expect(error?.limit == .firstByte)
    }

    @Test("connect: TCP is accepted, TLS stays silent")
    func connect() async throws {
        let server = RawServer { connection in _ = connection.waitForClose() }
        defer { server.stop() }
        let request = HTTPRequest(
            method: "GET", url: "https://127.0.0.1:\(server.port)/", limits: TransferLimits(connect: limit))
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.limit == .connect)
        #expect(error?.requestMayHaveArrived == false)
    }

    @Test("idle: the body falls silent")
    func idle() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.sendChunk("one")
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let body = try await transport.execute(server.get(TransferLimits(idle: limit))).body
        #expect(try await body.read() == Array("one".utf8))
        let error = await #expect(throws: HTTPTransportError.self) { try await body.read() }
        #expect(error?.limit == .idle)
        #expect(error?.metrics?.bytesReceived == 3)
    }

    @Test("total: bytes keep flowing, the deadline fires all the same")
    func total() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            while connection.sendChunk("tick") {
                if connection.waitForClose(limit: .milliseconds(10)) != nil { return }
            }
        }
        defer { server.stop() }
        let limits = TransferLimits(deadline: .now + limit, total: limit)
        let body = try await transport.execute(server.get(limits)).body
        let error = await #expect(throws: HTTPTransportError.self) { while try await body.read() != nil {} }
        #expect(error?.limit == .total)
        #expect(error?.limitValue == limit)
    }

    @Test("queue: the only slot is taken")
    func queue() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        var configuration = CurlTransport.Configuration()
        configuration.maximumTransfers = 1
        let narrow = try CurlTransport(configuration)
        let first = try await narrow.execute(server.get())
        let error = await #expect(throws: HTTPTransportError.self) {
            try await narrow.execute(server.get(TransferLimits(queue: limit)))
        }
        #expect(error?.limit == .queue)
        #expect(error?.requestMayHaveArrived == false)
        first.body.cancel()
        let second = try await narrow.execute(server.get())
        #expect(second.head.status == 200)
    }

    @Test("read(until:) gives up, and the transfer goes on")
    func readUntil() async throws {
        let gate = Gate()
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            gate.wait()
            connection.sendChunk("late")
            connection.sendLastChunk()
        }
        defer { server.stop() }
        let body = try await transport.execute(server.get(TransferLimits(idle: .seconds(120)))).body
        let error = await #expect(throws: HTTPTransportError.self) { try await body.read(until: .now + limit) }
        #expect(error?.limit == .read)
        gate.open()
        #expect(try await body.read(until: .now + .seconds(120)) == Array("late".utf8))
        #expect(try await body.read() == nil)
    }

    @Test("a healthy stream may last longer than every single limit")
    func healthy() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            for _ in 0..<8 {
                connection.sendChunk("tick")
                _ = connection.waitForClose(limit: .milliseconds(300))
            }
            connection.sendLastChunk()
        }
        defer { server.stop() }
        let limits = TransferLimits(connect: .seconds(2), firstByte: .seconds(2), idle: .seconds(2))
        let body = try await transport.execute(server.get(limits)).body
        #expect(try await body.collect().count == 32)
    }

    @Test("zero and negative limits are refused", arguments: [Duration.zero, .seconds(-1)])
    func notPositive(value: Duration) async throws {
        let request = HTTPRequest(
            method: "GET", url: "http://127.0.0.1:9/", limits: TransferLimits(firstByte: value))
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.code == .invalidRequest)
    }

    private func failure(of server: RawServer, _ limits: TransferLimits) async -> HTTPTransportError? {
        await #expect(throws: HTTPTransportError.self) { try await transport.execute(server.get(limits)) }
    }
}

extension RawServer {
    func get(_ limits: TransferLimits = TransferLimits()) -> HTTPRequest {
        HTTPRequest(method: "GET", url: url + "/", limits: limits)
    }
}
