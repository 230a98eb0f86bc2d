import CurlTransport
import Foundation
import HTTPTransport
import TestSupport
import Testing

@Suite("Shutdown", .timeLimit(.minutes(5)))
struct ShutdownTests {
    @Test("after it, requests are refused, and a second one returns")
    func refused() async throws {
        let transport = try CurlTransport()
        await transport.shutdown(.immediate)
        await transport.shutdown(.immediate)
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport.execute(HTTPRequest(method: "GET", url: "http://127.0.0.1:9/"))
        }
        #expect(error?.code == .shutDown)
    }

    @Test("graceful: what runs may finish, nothing new starts")
    func graceful() async throws {
        let gate = Gate()
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            gate.wait()
            connection.sendChunk("whole")
            connection.sendLastChunk()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let body = try await transport.execute(server.get()).body
        async let ended: Void = transport.shutdown(.graceful(within: .seconds(300)))
        // The refusal shows that the shutdown has begun.
        while (try? await transport.execute(server.get())) != nil {}
        gate.open()
        #expect(try await body.collect() == Array("whole".utf8))
        await ended
    }

    @Test("graceful: what does not finish in time is ended")
    func gracePeriodEnds() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            _ = connection.waitForClose()
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        let body = try await transport.execute(server.get()).body
        await transport.shutdown(.graceful(within: .milliseconds(100)))
        let error = await #expect(throws: HTTPTransportError.self) { try await body.read() }
        #expect(error?.code == .shutDown)
    }
}
