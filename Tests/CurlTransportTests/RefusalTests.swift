import CurlTransport
import HTTPTransport
import TestSupport
import Testing

@Suite("What must not reach the wire is refused", .timeLimit(.minutes(5)))
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var method = "GET"
        var url: @Sendable (String) -> String = { $0 + "/" }
        var fields: [HTTPFields.Field] = []
    }

    static let cases: [Case] = [
        Case(testDescription: "CR LF in a value", fields: [.init(name: "X-A", value: "a\r\nX-B: b")]),
        Case(testDescription: "LF in a value", fields: [.init(name: "X-A", value: "a\nb")]),
        Case(testDescription: "NUL in a value", fields: [.init(name: "X-A", value: "a\u{0}b")]),
        Case(testDescription: "DEL in a value", fields: [.init(name: "X-A", value: "a\u{7f}b")]),
        Case(testDescription: "space in a name", fields: [.init(name: "X A", value: "a")]),
        Case(testDescription: "colon in a name", fields: [.init(name: "X:A", value: "a")]),
        Case(testDescription: "empty name", fields: [.init(name: "", value: "a")]),
        Case(testDescription: "CR LF in a name", fields: [.init(name: "X\r\nY", value: "a")]),
        Case(testDescription: "own content-length", fields: [.init(name: "Content-Length", value: "5")]),
        Case(testDescription: "CR LF in the method", method: "GET / HTTP/1.1\r\nX: y"),
        Case(testDescription: "empty method", method: ""),
        Case(testDescription: "CR LF in the path", url: { $0 + "/a\r\nX: y" }),
        Case(testDescription: "space in the path", url: { $0 + "/a b" }),
        Case(testDescription: "user information", url: { $0.replacing("http://", with: "http://u:p@") }),
        Case(testDescription: "another scheme", url: { $0.replacing("http://", with: "ftp://") }),
        Case(testDescription: "file scheme", url: { _ in "file:///etc/passwd" }),
        Case(testDescription: "no scheme", url: { $0.replacing("http://", with: "") }),
        Case(testDescription: "no host", url: { _ in "http:///path" }),
        Case(testDescription: "port only", url: { _ in "http://:80/" }),
    ]

    @Test("before anything is sent", arguments: cases)
    func refused(_ bad: Case) async throws {
        let server = RawServer { connection in _ = connection.readRequest() }
        defer { server.stop() }
        let transport = try CurlTransport()
        let request = HTTPRequest(method: bad.method, url: bad.url(server.url), fields: HTTPFields(bad.fields))
        let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
        #expect(error?.code == .invalidRequest)
        #expect(server.acceptedConnections == 0)
    }

    @Test("the wire carries our fields and none of libcurl's own")
    func fields() async throws {
        let server = RawServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.head.utf8.count)\r\n\r\n\(request.head)")
        }
        defer { server.stop() }
        let transport = try CurlTransport()
        var request = server.post(String(repeating: "x", count: 2 << 20))
        request.fields.append(name: "X-Empty", value: "")
        request.fields.append(name: "X-Bf", value: "a: b; c")
        let head = String(decoding: try await transport.execute(request).body.collect(), as: UTF8.self)
        let lines = Set(head.split(separator: "\r\n").dropFirst().map(String.init))
        let expected: Set = [
            "Host: 127.0.0.1:\(server.port)", "User-Agent: swift-bifrost", "X-Empty:", "X-Bf: a: b; c",
            "Content-Length: \(2 << 20)",
        ]
        #expect(lines == expected)
    }
}
