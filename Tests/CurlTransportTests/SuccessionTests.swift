import CurlTransport
import HTTPTransport
import Testing
import TestSupport

@Suite("Requests that follow one another on one transport", .timeLimit(.minutes(5)))
struct SuccessionTests {
    struct Request: Sendable, CustomTestStringConvertible {
        var method: String
        var body: HTTPRequestBody?
        var fields = HTTPFields()
        /// What the server must get: the lines of the head but the host's, in order, and the body.
        var arrives: String
        var testDescription: String { method }
    }

    /// Answers each request of a connection with what arrived.
    private let server = RawServer { connection in
        while let request = connection.readRequest() {
            let body = String(decoding: request.body, as: UTF8.self)
            let lines = request.head.split(separator: "\r\n").filter { !$0.hasPrefix("Host:") }
            let echo = (lines + [body[...]]).joined(separator: "|")
            let sent = request.head.hasPrefix("HEAD") ? "" : echo
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(echo.utf8.count)\r\n\r\n\(sent)")
        }
    }

    private static func requests(file: String) -> [Request] {
        let json = HTTPFields([HTTPFields.Field(name: "content-type", value: "application/json")])
        let other = HTTPFields([
            HTTPFields.Field(name: "accept", value: "a/b"), HTTPFields.Field(name: "x-empty", value: ""),
        ])
        let post = Request(
            method: "POST", body: HTTPRequestBody(Array("{}".utf8)), fields: json,
            arrives: "POST / HTTP/1.1|User-Agent: swift-bifrost|content-type: application/json|Content-Length: 2|{}")
        let upload = Request(
            method: "POST", body: HTTPRequestBody(pieces: [.file(path: file)]),
            arrives: "POST / HTTP/1.1|User-Agent: swift-bifrost|Content-Length: 4|file")
        let empty = Request(
            method: "POST", body: HTTPRequestBody([]),
            arrives: "POST / HTTP/1.1|User-Agent: swift-bifrost|Content-Length: 0|")
        let none = Request(
            method: "POST", arrives: "POST / HTTP/1.1|User-Agent: swift-bifrost|Content-Length: 0|")
        let get = Request(
            method: "GET", fields: other, arrives: "GET / HTTP/1.1|User-Agent: swift-bifrost|accept: a/b|x-empty:|")
        let head = Request(method: "HEAD", arrives: "")
        let delete = Request(method: "DELETE", arrives: "DELETE / HTTP/1.1|User-Agent: swift-bifrost|")
        let put = Request(
            method: "PUT", body: HTTPRequestBody(Array("put".utf8)),
            arrives: "PUT / HTTP/1.1|User-Agent: swift-bifrost|Content-Length: 3|put")
        return [post, upload, empty, none, get, head, delete, put]
    }

    @Test("each goes where it is to go, whatever was asked for before it")
    func goWhereTheyAreTo() async throws {
        let serve: @Sendable (RawConnection) -> Void = { connection in
            while let request = connection.readRequest() {
                let target = request.head.split(separator: " ")[1]
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(target.utf8.count)\r\n\r\n\(target)")
            }
        }
        let server = RawServer(serve), server6 = RawServer(address: .loopback6, serve)
        defer {
            server.stop()
            server6.stop()
        }
        let transport = try CurlTransport()
        let long = "/c?" + String(repeating: "d", count: 5000)
        let targets = [
            (server.url + "/a", "/a"), (server.url + "/a/%2F?b=%20#e", "/a/%2F?b=%20"), (server.url + long, long),
            (server.url + "/a/../f/./g", "/f/g"), (server.url, "/"), ("http://[::1]:\(server6.port)/a", "/a"),
        ]
        for first in targets {
            for second in targets {
                for (url, target) in [first, second, second] {
                    let answer = try await transport.execute(HTTPRequest(method: "GET", url: url))
                    #expect(answer.body.metrics.remoteAddress == (url.contains("[") ? "::1" : "127.0.0.1"))
                    let body = String(decoding: try await answer.body.collect(), as: UTF8.self)
                    #expect(body == target, "\(second.0.prefix(40)) after \(first.0.prefix(40))")
                }
            }
        }
        await transport.shutdown(.immediate)
    }

    @Test("each arrives as it is, whatever was sent before it")
    func arriveAsTheyAre() async throws {
        defer { server.stop() }
        let file = try TemporaryFile(Array("file".utf8))
        defer { file.remove() }
        let transport = try CurlTransport()
        let requests = Self.requests(file: file.path)
        for first in requests {
            for second in requests {
                for request in [first, second] {
                    let answer = try await transport.execute(
                        HTTPRequest(
                            method: request.method, url: server.url, fields: request.fields, body: request.body))
                    let body = String(decoding: try await answer.body.collect(), as: UTF8.self)
                    #expect(body == request.arrives, "\(second.method) after \(first.method)")
                }
            }
        }
        await transport.shutdown(.immediate)
    }
}
