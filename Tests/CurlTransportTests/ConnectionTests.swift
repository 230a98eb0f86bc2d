import CurlTransport
import Foundation
import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite("Connections", .timeLimit(.minutes(5)))
struct ConnectionTests {
    @Test("a hundred calls one after the other use one connection", .enabled(if: Libcurl.reusesConnections))
    func keepAlive() async throws {
        let transport = try CurlTransport()
        let server = RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        for round in 0..<100 {
            let body = try await transport.execute(server.get()).body
            #expect(try await body.collect() == Array("ok".utf8))
            #expect(body.metrics.reusedConnection == (round > 0))
        }
        #expect(server.acceptedConnections == 1)
    }

    @Test("a request on a reused connection that dies is not repeated behind the caller's back")
    func noReplay() async throws {
        let transport = try CurlTransport()
        let requests = Atomic(0)
        let server = RawServer { connection in
            while connection.readRequest() != nil {
                // The second request on a connection is read, and then the connection dies.
                if requests.add(1, ordering: .relaxed).newValue == 2 { return connection.reset() }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        _ = try await transport.execute(server.post("one")).body.collect()
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(server.post("two")) }
        #expect(error?.code == .connectionLost)
        #expect(error?.requestMayHaveArrived == true)
        #expect(requests.load(ordering: .relaxed) == 2)
    }

    @Test("a connection that the server closed while idle costs nothing")
    func closedWhileIdle() async throws {
        let transport = try CurlTransport()
        let closed = Mailslot<Void>()
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            connection.close()
            closed.put(())
        }
        defer { server.stop() }
        for _ in 0..<3 {
            _ = try await transport.execute(server.post("x")).body.collect()
            _ = try await closed.take()
        }
        #expect(server.acceptedConnections == 3)
    }

    @Test("a unix-domain socket")
    func unixSocketErrors() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.unixSocketPath = "/nonexistent/bifrost.sock"
        let transport = try CurlTransport(configuration)
        let request = HTTPRequest(method: "GET", url: "http://localhost/")
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.code == .connect)
    }

    @Test("the environment's proxy is not used unless asked for")
    func proxies() async throws {
        let server = RawServer { connection in
            while let request = connection.readRequest() {
                let line = request.head.prefix { $0 != "\r\n" }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(line.utf8.count)\r\n\r\n\(line)")
            }
        }
        defer { server.stop() }
        setenv("http_proxy", server.url, 1)
        defer { unsetenv("http_proxy") }
        let direct = try await CurlTransport().execute(server.get()).body.collect()
        #expect(String(decoding: direct, as: UTF8.self) == "GET / HTTP/1.1")
        var configuration = CurlTransport.Configuration()
        configuration.proxy = .url(server.url)
        let request = HTTPRequest(method: "GET", url: "http://gateway.invalid/path")
        let proxied = try await CurlTransport(configuration).execute(request).body.collect()
        #expect(String(decoding: proxied, as: UTF8.self) == "GET http://gateway.invalid/path HTTP/1.1")
    }

    @Test("a thousand streams at a time run on one thread")
    func thousandStreams() async throws {
        let transport = try CurlTransport()
        let allOpen = Gate()
        let server = RawServer(backlog: 4096) { connection in
            guard connection.readRequest() != nil else { return }
            connection.sendStreamHead()
            connection.sendChunk("tick")
            allOpen.wait(limit: .seconds(50))
            for _ in 0..<2 { connection.sendChunk("tick") }
            connection.sendLastChunk()
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let bodies = try await withThrowingTaskGroup(of: HTTPBody.self) { group in
            for _ in 0..<1000 { group.addTask { try await transport.execute(server.post("{}")).body } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // Other tests run at the same time, each with a transport and its one thread.
        #expect(ThisProcess.loopThreads < 100)
        allOpen.open()
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for body in bodies { group.addTask { try await body.collect().count } }
            return try await group.reduce(0, +)
        }
        #expect(total == 12_000)
        #expect(server.acceptedConnections == 1000)
    }
}

extension RawServer {
    func post(_ body: String) -> HTTPRequest {
        HTTPRequest(method: "POST", url: url + "/", body: HTTPRequestBody(Array(body.utf8)))
    }
}
