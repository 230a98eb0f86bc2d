import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("HAProxy: habits and their cures")
    struct HAProxyTests {
        /// How long the head of a stream takes whose first event is late, in several tries.
        private func waitsForHead(_ wire: ReverseProxy.Wire, settings: [String]) async throws -> [Duration] {
            let origin = RawServer { connection in
                _ = connection.readRequest()
                connection.sendStreamHead()
                _ = connection.waitForClose()
            }
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .haproxy, wire: wire).start(origin, settings: settings)
            var waits: [Duration] = []
            for _ in 0..<8 {
                let body = try await running.execute(.post(running.url)).body
                body.cancel()
                let metrics = body.metrics
                waits.append(try #require(metrics.firstByte) - (metrics.requestSent ?? .zero))
            }
            return waits
        }

        @Test("it holds the head of a stream for some 200 ms over HTTP/1.1 without http-no-delay")
        func holdsHead() async throws {
            // A busy machine makes each of these longer, never shorter.
            let waits = try await waitsForHead(.http1, settings: [])
            #expect(try #require(waits.min()) > .milliseconds(150))
        }

        @Test("http-no-delay cures it", arguments: [ReverseProxy.Wire.http1, .http1TLS])
        func noDelay(_ wire: ReverseProxy.Wire) async throws {
            let waits = try await waitsForHead(wire, settings: HAProxy.recommended)
            // The best of several tries: a busy machine may delay any single one.
            #expect(try #require(waits.min()) < .milliseconds(150))
        }
    }
}
