import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("Idle and old connections", .timeLimit(.minutes(5)))
struct IdleConnectionTests {
    private static func answering(closed: Mailslot<Void>? = nil) -> RawServer {
        RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") }
            closed?.put(())
        }
    }

    @Test("connections are closed once none was needed for their idle age")
    func closeIdle() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumIdleAge = .seconds(1)
        let transport = try CurlTransport(configuration)
        let closed = Mailslot<Void>()
        let server = Self.answering(closed: closed)
        defer { server.stop() }
        _ = try await transport.execute(server.get()).body.collect()
        try await transport.waitFor { $0.sockets == 0 }
        _ = try await closed.take()
        // What was made anew works as before.
        _ = try await transport.execute(server.get()).body.collect()
        #expect(await transport.snapshot().newConnections == 2)
    }

    @Test("a connection that is too old is not reused", .enabled(if: Libcurl.reusesConnections))
    func maximumAge() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.maximumConnectionAge = .seconds(1)
        let transport = try CurlTransport(configuration)
        let server = Self.answering()
        defer { server.stop() }
        _ = try await transport.execute(server.get()).body.collect()
        _ = try await transport.execute(server.get()).body.collect()
        #expect(server.acceptedConnections == 1)
        // libcurl counts whole seconds.
        Gate().wait(limit: .milliseconds(2200))
        _ = try await transport.execute(server.get()).body.collect()
        #expect(server.acceptedConnections == 2)
    }
}
