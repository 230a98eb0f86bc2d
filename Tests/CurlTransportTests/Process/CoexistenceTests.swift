import CurlTransport
import Foundation
import FoundationNetworking
import HTTPTransport
import TestSupport
import Testing

@Suite("More than one user of libcurl in a process", .timeLimit(.minutes(5)))
struct CoexistenceTests {
    /// Streams what it is told to, until it is told the end; `/plain` is answered at once.
    private static func server(_ gate: Gate) -> RawServer {
        RawServer { connection in
            while let request = connection.readRequest() {
                if request.head.contains(" /plain ") {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain")
                    continue
                }
                connection.sendStreamHead()
                connection.sendChunk("early")
                gate.wait()
                connection.sendChunk("late")
                connection.sendLastChunk()
            }
        }
    }

    @Test("several transports stream side by side, and one's end is not another's")
    func severalTransports() async throws {
        let gate = Gate()
        let server = Self.server(gate)
        defer { server.stop() }
        let transports = try (0..<4).map { _ in try CurlTransport() }
        var bodies: [HTTPBody] = []
        for transport in transports { bodies.append(try await transport.execute(server.get()).body) }
        for body in bodies { #expect(try await body.read() == Array("early".utf8)) }
        await transports[0].shutdown(.immediate)
        gate.open()
        await #expect(throws: HTTPTransportError.self) { try await bodies[0].read() }
        for body in bodies.dropFirst() { #expect(try await body.collect() == Array("late".utf8)) }
    }

    @Test("URLSession works while a stream is open, and the stream after it", .disabled(if: Probe.isSanitized))
    func besideURLSession() async throws {
        let gate = Gate()
        let server = Self.server(gate)
        defer { server.stop() }
        let body = try await CurlTransport().execute(server.get()).body
        #expect(try await body.read() == Array("early".utf8))
        let session = URLSession(configuration: .ephemeral)
        let url = try #require(URL(string: server.url + "/plain"))
        let (data, response) = try await session.data(from: url)
        #expect(data == Data("plain".utf8))
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        session.invalidateAndCancel()
        gate.open()
        #expect(try await body.collect() == Array("late".utf8))
    }
}
