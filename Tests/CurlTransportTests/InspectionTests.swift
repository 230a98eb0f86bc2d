import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Connections that are only looked at")
struct InspectionTests {
    @Test("a connection is made and closed, and no request is sent")
    func connects() async throws {
        let received = Mailslot<[UInt8]?>()
        let server = RawServer { received.put($0.readSome()) }
        let (report, failure) = try await CurlTransport.inspect(server.url + "/any")
        #expect(failure == nil)
        #expect(report.remoteAddress == "127.0.0.1")
        #expect(report.remotePort == Int(server.port))
        #expect(report.connect != nil && report.tls == nil && report.certificates.isEmpty)
        #expect(try await received.take() == nil)
        server.stop()
    }

    @Test("nobody listens")
    func refused() async throws {
        let (_, failure) = try await CurlTransport.inspect("http://127.0.0.1:1/")
        #expect(failure?.code == .connect)
        #expect(failure?.nativeMessage?.isEmpty == false)
    }

    @Test("a name that nobody has")
    func unknownName() async throws {
        let (report, failure) = try await CurlTransport.inspect("http://nowhere.invalid/", limit: .seconds(60))
        #expect(failure?.code == .nameLookup)
        #expect(report.remoteAddress == nil)
    }

    @Test("a server that does not shake hands ends with the limit, and where it was is told")
    func silent() async throws {
        let server = RawServer { _ = $0.waitForClose() }
        let (_, failure) = try await CurlTransport.inspect(
            "https://127.0.0.1:\(server.port)/", limit: .milliseconds(200))
        #expect(failure?.code == .timeout)
        #expect(failure?.limit == .connect)
        #expect(failure?.connectStage == .handshake)
        server.stop()
    }

    @Test("a port that does not speak TLS is told from one that nobody trusts")
    func plain() async throws {
        let server = RawServer { connection in
            _ = connection.readSome()
            connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        }
        let (report, failure) = try await CurlTransport.inspect("https://127.0.0.1:\(server.port)/")
        #expect(failure?.code == .tls)
        #expect(report.certificates.isEmpty)
        server.stop()
    }

    @Test("a cancelled task does not wait for the connection")
    func cancelled() async throws {
        let accepted = Mailslot<Void>()
        let closed = Mailslot<Void>()
        let server = RawServer { connection in
            accepted.put(())
            _ = connection.waitForClose()
            closed.put(())
        }
        let task = Task { try await CurlTransport.inspect("https://127.0.0.1:\(server.port)/") }
        try await accepted.take()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // The thread follows, and its socket goes with it.
        try await closed.take()
        server.stop()
    }

    @Test(
        "a configuration that makes no sense is refused", arguments: ["ftp://127.0.0.1/", "http://u:p@127.0.0.1/", ""])
    func wrong(url: String) async throws {
        await #expect(throws: HTTPTransportError.self) { try await CurlTransport.inspect(url) }
    }
}
