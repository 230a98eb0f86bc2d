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
                let streams = (0..<count).map { _ in GatedStream(events: 10) }
                self.streams = streams
                origin = RawServer { [closed] connection in
                    guard let request = connection.readRequest() else { return }
                    let path = request.head.split(separator: " ")[1].dropFirst()
                    guard let number = Int(path), streams.indices.contains(number) else {
                        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain")
                        return
                    }
                    if !streams[number].serve(connection) { closed.put(String(path)) }
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
            for number in [0, 1, 3, 4] {
                served.streams[number].release(1)
                #expect(try await GatedStream.take(1, from: bodies[number]))
            }
            let plain = try await running.execute(.get(running.url + "/plain")).body
            #expect(try await plain.text() == "plain")
            #expect(plain.metrics.reusedConnection)
            #expect(running.connections == 1)
            for number in [0, 1, 3, 4] {
                for event in 2..<10 {
                    served.streams[number].release(event)
                    #expect(try await GatedStream.take(event, from: bodies[number]))
                }
                served.streams[number].release(10)
                #expect(try await bodies[number].read() == nil)
            }
        }

        @Test("the origin sees the cancel of one stream as soon as a sibling flows", arguments: ReverseProxy.overHTTP2)
        func originSeesCancel(_ proxy: ReverseProxy) async throws {
            let served = Streams(count: 2)
            defer { served.origin.stop() }
            let running = try proxy.start(served.origin)
            let bodies = try await served.open(through: running)
            bodies[0].cancel()
            for number in 1..<10 {
                served.streams[1].release(number)
                #expect(try await GatedStream.take(number, from: bodies[1]))
            }
            // The origin writes nothing more to the cancelled stream: what it sees is the proxy's doing.
            #expect(try await served.closed.take() == "0")
        }
    }
}
