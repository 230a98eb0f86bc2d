import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("How an exchange ends", .timeLimit(.minutes(5)))
struct EndingTests {
    let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code: HTTPTransportError.Code
        var mayHaveArrived = true
        var serve: @Sendable (RawConnection) -> Void
    }

    static let faults: [Fault] = [
        Fault(testDescription: "closed without a byte", code: .connectionLost) { connection in
            _ = connection.readRequest()
        },
        Fault(testDescription: "reset without a byte", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.reset()
        },
        Fault(testDescription: "head cut in the middle", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Ty")
        },
        Fault(testDescription: "content-length too long", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfive!")
        },
        Fault(testDescription: "no last chunk", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.sendChunk("data")
        },
        Fault(testDescription: "cut inside a chunk", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.send("ff\r\nshort")
        },
        Fault(testDescription: "bad chunk size", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.send("zz\r\nbad\r\n")
        },
        Fault(testDescription: "reset in the body", code: .connectionLost) { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.sendChunk("data")
            connection.reset()
        },
        Fault(testDescription: "not HTTP", code: .invalidResponse) { connection in
            _ = connection.readRequest()
            connection.send("SSH-2.0-OpenSSH_9.2\r\n")
        },
        Fault(testDescription: "endless head", code: .tooLarge) { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\n")
            while connection.send("X-Filler: \(String(repeating: "x", count: 4000))\r\n") {}
        },
    ]

    @Test("a fault reaches the right error", arguments: faults)
    func fault(_ fault: Fault) async throws {
        let server = RawServer(fault.serve)
        defer { server.stop() }
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport.execute(server.get()).body.collect()
        }
        #expect(error?.code == fault.code)
        #expect(error?.requestMayHaveArrived == true)
        #expect(error?.metrics?.total != nil)
    }

    @Test("what was received before a fault is delivered first")
    func bytesBeforeFault() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.sendChunk("data")
            connection.send("zz\r\n")
        }
        defer { server.stop() }
        let body = try await transport.execute(server.get()).body
        #expect(try await body.read() == Array("data".utf8))
        await #expect(throws: HTTPTransportError.self) { try await body.read() }
        await #expect(throws: HTTPTransportError.self) { try await body.read() }
    }

    @Test("refused: nothing was sent")
    func refused() async throws {
        let server = RawServer { _ in }
        let request = server.get()
        server.stop()
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.code == .connect)
        #expect(error?.requestMayHaveArrived == false)
        #expect(error?.nativeCode == 7)
    }

    @Test("a name that does not exist")
    func unknownName() async throws {
        let request = HTTPRequest(
            method: "GET", url: "http://no-such-host.invalid/", limits: TransferLimits(connect: .seconds(20)))
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.code == .nameLookup)
    }

    @Test("a body that ends with the connection is delivered whole")
    func closeDelimited() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it")
        }
        defer { server.stop() }
        let body = try await transport.execute(server.get()).body
        #expect(try await body.collect() == Array("all of it".utf8))
        #expect(body.metrics.endIsTold == false)
    }

    @Test(
        "a body whose end was told says so",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n",
        ])
    func toldEnd(answer: String) async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.send(answer)
        }
        defer { server.stop() }
        let body = try await transport.execute(server.get()).body
        #expect(body.metrics.endIsTold != false)
        _ = try await body.collect()
        #expect(body.metrics.endIsTold == true)
    }

    @Test("an empty reason phrase, duplicated fields and an empty value arrive as they are")
    func unusualHead() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 529 \r\nX-Twice: one\r\nX-Twice: two\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let head = try await transport.execute(server.get()).head
        #expect(head.status == 529)
        #expect(head.fields.all.filter { $0.name == "X-Twice" }.map(\.value) == ["one", "two"])
        #expect(head.fields["x-empty"] == "")
    }

    @Test("an unexpected switch of protocols is a lost connection")
    func switchingProtocols() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n\r\n")
            _ = connection.waitForClose(limit: .seconds(2))
        }
        defer { server.stop() }
        await #expect(throws: HTTPTransportError.self) {
            try await transport.execute(server.get()).body.collect()
        }
    }

    @Test("interim heads leave nothing behind, folded and trailing fields are told apart")
    func heads() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 103 Early Hints\r\nX-Request-Id: not-this\r\n\r\n")
            connection.send("HTTP/1.1 200\r\nX-Folded: one\r\n  two\r\nTransfer-Encoding: chunked\r\n\r\n")
            connection.send("2\r\nok\r\n0\r\nX-Trailer: late\r\n\r\n")
        }
        defer { server.stop() }
        let response = try await transport.execute(server.get())
        #expect(response.head.fields["x-request-id"] == nil)
        #expect(response.head.fields["x-folded"] == "one two")
        #expect(response.head.fields["x-trailer"] == nil)
        #expect(try await response.body.collect() == Array("ok".utf8))
    }

    @Test("a redirect is returned, not followed")
    func redirect() async throws {
        let server = RawServer { connection in
            while connection.readRequest() != nil {
                connection.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        #expect(try await transport.execute(server.get()).head.status == 302)
        #expect(server.acceptedConnections == 1)
    }
}
