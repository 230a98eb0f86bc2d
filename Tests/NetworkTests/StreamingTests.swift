import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("Streams through a reverse proxy")
    struct StreamingTests {
        @Test("a stream arrives event by event, whole and in order", arguments: ReverseProxy.all)
        func eventByEvent(_ proxy: ReverseProxy) async throws {
            let stream = GatedStream(events: 20)
            let origin = RawServer { connection in
                while connection.readRequest() != nil { stream.serve(connection) }
            }
            defer { origin.stop() }
            let running = try proxy.start(origin)
            stream.release(0)
            let response = try await running.execute(.post(running.url))
            #expect(response.head.status == 200)
            #expect(try await stream.read(response.body))
            #expect(response.body.metrics.httpVersion?.hasPrefix(proxy.wire == .http2TLS ? "HTTP/2" : "HTTP/1") == true)
        }

        @Test("requests one after the other use one connection", arguments: ReverseProxy.all)
        func keepAlive(_ proxy: ReverseProxy) async throws {
            let origin = RawServer { connection in
                while let request = connection.readRequest() {
                    connection.sendStreamHead()
                    connection.sendChunk(request.body)
                    connection.sendLastChunk()
                }
            }
            defer { origin.stop() }
            let running = try proxy.start(origin)
            for round in 0..<20 {
                let body = try await running.execute(.post(running.url, Array("round \(round)".utf8))).body
                #expect(try await body.text() == "round \(round)")
                #expect(body.metrics.reusedConnection == (round > 0))
            }
            #expect(running.connections == 1)
        }
    }
}
