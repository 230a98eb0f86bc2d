import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A backend that dies in the middle of a stream")
    struct BrokenBackendTests {
        enum Death: String, CaseIterable, CustomTestStringConvertible {
            case closedInChunk, closedBetweenChunks, reset
            var testDescription: String { rawValue }

            func happen(to connection: RawConnection) {
                switch self {
                case .closedInChunk: connection.send("ff\r\nshort")
                case .closedBetweenChunks: break
                case .reset: connection.reset()
                }
            }
        }

        @Test(
            "is a lost connection to the client",
            arguments: ReverseProxy.all.filter { !$0.hidesCuts }, Death.allCases)
        func isSeen(_ proxy: ReverseProxy, _ death: Death) async throws {
            let error = await #expect(throws: HTTPTransportError.self) { try await read(through: proxy, death) }
            #expect(error?.code == .connectionLost)
        }

        @Test("looks like a whole answer behind HAProxy over HTTP/2", arguments: Death.allCases)
        func isHidden(_ death: Death) async throws {
            try await read(through: ReverseProxy(kind: .haproxy, wire: .http2TLS), death)
        }

        /// Reads a stream whose origin dies after the first event.
        private func read(through proxy: ReverseProxy, _ death: Death) async throws {
            let wasRead = Gate()
            let origin = RawServer { connection in
                _ = connection.readRequest()
                connection.sendStreamHead()
                connection.sendChunk(GatedStream.event(0))
                wasRead.wait()
                death.happen(to: connection)
            }
            defer { origin.stop() }
            let running = try proxy.start(origin)
            let body = try await running.execute(.post(running.url)).body
            #expect(try await GatedStream.take(0, from: body))
            wasRead.open()
            _ = try await body.collect()
        }
    }
}
