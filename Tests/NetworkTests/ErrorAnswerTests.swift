import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A reverse proxy answers itself")
    struct ErrorAnswerTests {
        @Test("with a short HTML page when the backend is down", arguments: ReverseProxy.all)
        func backendDown(_ proxy: ReverseProxy) async throws {
            let running = try proxy.start(originPort: Loopback.freePort())
            let response = try await running.execute(.get(running.url))
            #expect(response.head.status == (proxy.kind == .haproxy ? 503 : 502))
            try await expectPage(response)
        }

        @Test("nghttpx: or by resetting a request with a body over HTTP/2")
        func backendDownReset() async throws {
            let running = try ReverseProxy(kind: .nghttpx, wire: .http2TLS).start(originPort: Loopback.freePort())
            for _ in 0..<10 {
                do {
                    #expect(try await running.execute(.post(running.url)).head.status == 502)
                } catch let error as HTTPTransportError {
                    #expect(error.code == .connectionLost)
                }
            }
        }

        @Test("with 504 when the backend does not answer in time", arguments: ReverseProxy.all)
        func backendSilent(_ proxy: ReverseProxy) async throws {
            let origin = RawServer { connection in
                _ = connection.readRequest()
                _ = connection.waitForClose()
            }
            defer { origin.stop() }
            let running = try proxy.start(origin, settings: proxy.kind.readTimeout)
            let response = try await running.execute(.post(running.url))
            #expect(response.head.status == 504)
            try await expectPage(response)
        }

        @Test("by breaking off a stream in which the backend falls silent", arguments: ReverseProxy.all)
        func streamSilent(_ proxy: ReverseProxy) async throws {
            let origin = RawServer { connection in
                _ = connection.readRequest()
                connection.sendStreamHead()
                connection.sendChunk(GatedStream.event(0))
                _ = connection.waitForClose()
            }
            defer { origin.stop() }
            let running = try proxy.start(origin, settings: proxy.kind.readTimeout)
            let body = try await running.execute(.post(running.url)).body
            #expect(try await GatedStream.take(0, from: body))
            if proxy.hidesCuts {
                #expect(try await body.read() == nil)
            } else {
                let error = await #expect(throws: HTTPTransportError.self) { try await body.read() }
                #expect(error?.code == .connectionLost)
            }
        }

        @Test("HAProxy: with 503 when its queue is too slow", arguments: [ReverseProxy.Wire.http1TLS, .http2TLS])
        func queueFull(_ wire: ReverseProxy.Wire) async throws {
            let stream = GatedStream(events: 1)
            let origin = RawServer { connection in
                while connection.readRequest() != nil { stream.serve(connection) }
            }
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .haproxy, wire: wire)
                .start(origin, settings: ["timeout queue 300ms", "server maxconn 1"])
            stream.release(0)
            let first = try await running.execute(.post(running.url)).body
            let second = try await running.execute(.post(running.url))
            #expect(second.head.status == 503)
            try await expectPage(second)
            #expect(try await GatedStream.take(0, from: first))
            stream.releaseAll()
            #expect(try await first.read() == nil)
        }

        @Test(
            "nginx: with 413 to a request that is too large", arguments: ReverseProxy.all.filter { $0.kind == .nginx })
        func tooLarge(_ proxy: ReverseProxy) async throws {
            let origin = RawServer { connection in _ = connection.readRequest() }
            defer { origin.stop() }
            let running = try proxy.start(origin)
            let response = try await running.execute(.post(running.url, [UInt8](repeating: 0x20, count: 5 << 20)))
            #expect(response.head.status == 413)
            try await expectPage(response)
            #expect(origin.acceptedConnections == 0)
        }

        private func expectPage(_ response: HTTPResponse) async throws {
            #expect(response.head.fields["content-type"]?.hasPrefix("text/html") == true)
            let page = try await response.body.text()
            #expect(page.lowercased().contains("<html"))
            #expect(page.utf8.count < 1024)
        }
    }
}

extension ReverseProxy.Kind {
    /// What lets a proxy wait for its backend for a second only.
    fileprivate var readTimeout: [String] {
        switch self {
        case .nginx: Nginx.recommended + ["proxy_read_timeout 1s;"]
        case .haproxy: HAProxy.recommended + ["timeout server 1s"]
        case .nghttpx: ["--backend-read-timeout=1s"]
        }
    }
}
