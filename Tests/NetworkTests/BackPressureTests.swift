import CurlTransport
import Foundation
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A slow reader behind a reverse proxy")
    struct BackPressureTests {
        private static let total = 160 << 20

        /// A pattern that tells each byte's position, up to its period.
        private static let block = [UInt8]((0..<(4 * 251 * 1024)).map { UInt8($0 % 251) })

        /// Floods `/flood` as fast as the proxy takes it, and serves a gated stream elsewhere.
        private static func origin(_ sent: Counter, _ stream: GatedStream) -> RawServer {
            RawServer { connection in
                guard let request = connection.readRequest() else { return }
                guard request.head.contains("/flood") else {
                    stream.serve(connection)
                    return
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
                while sent.value < total {
                    let size = min(block.count, total - sent.value)
                    guard connection.send(size == block.count ? block : Array(block[..<size])) else { return }
                    sent.add(size)
                }
                _ = connection.waitForClose(limit: .seconds(60))
            }
        }

        @Test("holds the origin back, and gets every byte in order after that", arguments: ReverseProxy.overTLS)
        func bounded(_ proxy: ReverseProxy) async throws {
            let sent = Counter()
            let stream = GatedStream(events: 5)
            let origin = Self.origin(sent, stream)
            defer { origin.stop() }
            let running = try proxy.start(origin)
            let body = try await running.execute(.get(running.url + "/flood")).body
            standStill(sent)
            #expect(sent.value < Self.total / 2)
            if proxy.wire == .http2TLS { try await flows(stream, through: running) }
            #expect(sent.value < Self.total / 2)
            #expect(try await Self.arrivesInOrder(body))
            #expect(body.metrics.paused > .milliseconds(100))
        }

        @Test("is not noticed behind nginx's buffering, which takes all of it to a file")
        func nginxBuffers() async throws {
            let sent = Counter()
            let origin = Self.origin(sent, GatedStream(events: 0))
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .nginx, wire: .http1TLS)
                .start(origin, settings: ["proxy_http_version 1.1;"])
            let body = try await running.execute(.get(running.url + "/flood")).body
            wait { sent.value == Self.total }
            #expect(sent.value == Self.total)
            #expect(try await Self.arrivesInOrder(body))
        }

        /// A sibling on the same connection keeps flowing while the other is paused.
        private func flows(_ stream: GatedStream, through running: ReverseProxy.Running) async throws {
            stream.release(0)
            let sibling = try await running.execute(.get(running.url + "/sibling")).body
            #expect(try await stream.read(sibling))
            #expect(sibling.metrics.reusedConnection)
            #expect(running.connections == 1)
        }

        /// Waits until the origin has not sent anything for a while.
        private func standStill(_ sent: Counter) {
            var before = -1
            wait(every: .milliseconds(500)) {
                defer { before = sent.value }
                return sent.value == before
            }
        }

        /// Asks until something is so; a disk that is busy may take a file of nginx's in fits and starts.
        private func wait(every pause: Duration = .milliseconds(10), until condition: () -> Bool) {
            let deadline = ContinuousClock.now + .seconds(60)
            while !condition() && ContinuousClock.now < deadline { Gate().wait(limit: pause) }
        }

        private static func arrivesInOrder(_ body: HTTPBody) async throws -> Bool {
            let pattern = Data(block)
            var position = 0
            while let bytes = try await body.read() {
                let start = position % 251
                guard Data(bytes) == pattern[start..<(start + bytes.count)] else { return false }
                position += bytes.count
            }
            return position == total
        }
    }
}
