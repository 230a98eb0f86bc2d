import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("HTTP/2 streams share a connection to a reverse proxy")
    struct MultiplexingTests {
        /// An origin with a gated stream for each path, such as `/0`.
        private struct Streams {
            let streams: [GatedStream]
            let origin: RawServer
            /// The paths of streams whose connection the proxy has closed.
            let closed = Mailslot<String>()

            init(count: Int) {
                let streams = (0..<count).map { _ in GatedStream(events: 3) }
                self.streams = streams
                origin = RawServer { [closed] connection in
                    guard let request = connection.readRequest() else { return }
                    let path = request.head.split(separator: " ")[1].dropFirst()
                    guard let number = Int(path), streams.indices.contains(number) else {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain")
                        return
                    }
                    streams[number].serve(connection)
                    if connection.waitForClose() != nil { closed.put(String(path)) }
                }
            }

            /// Opens all of them, and reads the first event of each.
            func open(through running: ReverseProxy.Running) async throws -> [HTTPBody] {
                var bodies: [HTTPBody] = []
                for (number, stream) in streams.enumerated() {
                    stream.release(0)
                    bodies.append(try await running.execute(.post("\(running.url)/\(number)")).body)
                    try #require(try await GatedStream.take(0, from: bodies[number]))
                }
                return bodies
            }
        }

        @Test("a cancelled stream leaves its siblings and the connection alone", arguments: ReverseProxy.overHTTP2)
        func cancelOne(_ proxy: ReverseProxy) async throws {
            let served = Streams(count: 5)
            defer { served.origin.stop() }
            let running = try proxy.start(served.origin)
            let bodies = try await served.open(through: running)
            #expect(running.connections == 1)
            bodies[2].cancel()
            served.streams[2].releaseAll()
            for number in [0, 1, 3, 4] {
                served.streams[number].release(1)
                #expect(try await GatedStream.take(1, from: bodies[number]))
            }
            let plain = try await running.execute(.get(running.url + "/plain")).body
            #expect(try await plain.text() == "plain")
            #expect(plain.metrics.reusedConnection)
            #expect(running.connections == 1)
            for number in [0, 1, 3, 4] {
                served.streams[number].releaseAll()
                #expect(try await GatedStream.take(2, from: bodies[number]))
                #expect(try await bodies[number].read() == nil)
            }
        }

        @Test("the origin sees that a client has gone", arguments: ReverseProxy.all)
        func originSeesCancel(_ proxy: ReverseProxy) async throws {
            let closed = Mailslot<Bool>()
            let origin = RawServer { connection in
                _ = connection.readRequest()
                connection.sendStreamHead()
                connection.sendChunk(GatedStream.event(0))
                closed.put(connection.waitForClose(limit: .seconds(5)) != nil)
            }
            defer { origin.stop() }
            let running = try proxy.start(origin)
            let body = try await running.execute(.post(running.url)).body
            #expect(try await GatedStream.take(0, from: body))
            let t = ContinuousClock.now
            body.cancel()
            #expect(try await closed.take())
            print(proxy, ContinuousClock.now - t)
        }
    }
}
