import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Names and addresses", .timeLimit(.minutes(5)))
struct NameTests {
    private static func answering(_ text: String) -> RawServer {
        RawServer { connection in
            while connection.readRequest() != nil {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
            }
        }
    }

    @Test("an override is used instead of a lookup")
    func override() async throws {
        let server = Self.answering("ok")
        defer { server.stop() }
        var configuration = CurlTransport.Configuration()
        configuration.nameOverrides = [
            .init(host: "gateway.invalid", port: Int(server.port), addresses: ["127.0.0.1"])
        ]
        let request = HTTPRequest(method: "GET", url: "http://gateway.invalid:\(server.port)/")
        let body = try await CurlTransport(configuration).execute(request).body
        #expect(try await body.collect() == Array("ok".utf8))
        #expect(body.metrics.remoteAddress == "127.0.0.1")
    }

    @Test("the next address is tried when one refuses")
    func secondAddress() async throws {
        let server = Self.answering("ok")
        defer { server.stop() }
        var configuration = CurlTransport.Configuration()
        configuration.nameOverrides = [
            .init(host: "gateway.invalid", port: Int(server.port), addresses: ["127.0.0.9", "::1", "127.0.0.1"])
        ]
        let request = HTTPRequest(method: "GET", url: "http://gateway.invalid:\(server.port)/")
        #expect(try await CurlTransport(configuration).execute(request).body.collect() == Array("ok".utf8))
    }

    @Test("an IPv6 address")
    func ipv6() async throws {
        let server = RawServer(address: .loopback6) { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let request = HTTPRequest(method: "GET", url: "http://[::1]:\(server.port)/")
        let body = try await transport.execute(request).body
        #expect(try await body.collect() == Array("ok".utf8))
        #expect(body.metrics.remoteAddress == "::1")
    }
}
