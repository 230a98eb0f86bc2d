import CurlTransport
import Foundation
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("Bodies from files")
    struct UploadTests {
        private static let size = 20_000_000
        let folder: TemporaryFolder
        let body: HTTPRequestBody

        init() throws {
            folder = try TemporaryFolder()
            let path = folder.file("body")
            try Data(Pattern.bytes(Self.size)).write(to: URL(filePath: path))
            body = HTTPRequestBody(pieces: [.file(path: path)])
        }

        @Test("arrive byte for byte over TLS, and again")
        func overTLS() async throws {
            let certificates = try Certificates()
            let server = try FaultyServer.http1(certificates.leaf())
            let transport = try CurlTransport(.http1, trusting: certificates.authorityFile)
            for _ in 0..<2 {
                let answer = try await transport.execute(upload(to: server.url("/upload"))).body
                #expect(try await answer.text() == "\(Self.size) True")
            }
            #expect(await transport.snapshot().spins == 0)
        }

        @Test("arrive byte for byte over HTTP/2, several on one connection, beside streams that go on")
        func overHTTP2() async throws {
            let pair = try HTTP2Pair()
            let ticks = try await pair.get("/ticks").body
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        try await pair.transport.execute(upload(to: pair.server.url("/upload"))).body.text()
                    }
                }
                for try await text in group { #expect(text == "\(Self.size) True") }
            }
            let received = ticks.metrics.bytesReceived
            while ticks.metrics.bytesReceived < received + 100 { _ = try #require(try await ticks.read()) }
            #expect(try await pair.isConnectionReused())
        }

        @Test("of which the server takes nothing more end by their limit, over HTTP/2", arguments: [true, false])
        func starved(byIdle: Bool) async throws {
            let pair = try HTTP2Pair()
            var request = upload(to: pair.server.url("/starve"))
            (request.limits.firstByte, request.limits.idle) =
                byIdle ? (.seconds(30), .seconds(1)) : (.seconds(1), .seconds(30))
            let error = await #expect(throws: HTTPTransportError.self) { try await pair.transport.execute(request) }
            #expect(error?.limit == (byIdle ? .idle : .firstByte))
            // libcurl asks for a socket that can be written, although there is nothing that may be: without the guard this
            // would be hundreds of thousands.
            #expect(await pair.transport.snapshot().wakeUps < 50_000)
            #expect(error?.metrics.map { 1..<Self.size ~= $0.bytesSent } == true)
        }

        private func upload(to url: String) -> HTTPRequest {
            HTTPRequest(method: "POST", url: url, body: body, limits: .patient)
        }
    }
}
