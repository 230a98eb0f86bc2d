import CurlTransport
import HTTPTransport
import Testing
import TestSupport

@Suite("One exchange over a real socket", .timeLimit(.minutes(5)))
struct ExchangeTests {
    let transport: CurlTransport

    init() throws { transport = try CurlTransport() }

    @Test("a plain answer: status, fields, body, metrics")
    func plainAnswer() async throws {
        let server = RawServer { connection in
            guard let request = connection.readRequest() else { return }
            let echo = request.head.split(separator: "\r\n").first.map(String.init) ?? ""
            connection.send(
                "HTTP/1.1 201 Created\r\nX-One: a\r\nX-One: b\r\nContent-Length: \(echo.utf8.count)\r\n\r\n\(echo)")
        }
        defer { server.stop() }
        let response = try await transport.execute(HTTPRequest(method: "GET", url: server.url + "/path?q=1"))
        #expect(response.head.status == 201)
        #expect(response.head.version == "HTTP/1.1")
        #expect(response.head.fields.all.filter { $0.name == "X-One" }.map(\.value) == ["a", "b"])
        #expect(String(decoding: try await response.body.collect(), as: UTF8.self) == "GET /path?q=1 HTTP/1.1")
        let metrics = response.body.metrics
        #expect(metrics.total != nil && metrics.firstByte != nil && !metrics.reusedConnection)
        #expect(metrics.bytesReceived == 22)
    }
}

extension HTTPBody {
    func collect() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await read() { bytes += piece }
        return bytes
    }
}
