import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("nginx: habits and their cures")
    struct NginxTests {
        private static let wires = [ReverseProxy.Wire.http1, .http1TLS, .http2TLS]
        private static let buffering = ["proxy_http_version 1.1;", "proxy_set_header Connection \"\";"]
        private static let streamHead = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Transfer-Encoding: chunked\r\n
            """

        /// Sends two events one after the other, and the rest of the stream when the test says so.
        private static func origin(_ rest: Gate, fields: String = "") -> RawServer {
            RawServer { connection in
                _ = connection.readRequest()
                connection.send("\(streamHead)\(fields)\r\n")
                connection.sendChunk(GatedStream.event(0))
                rest.wait(limit: .milliseconds(200))
                connection.sendChunk(GatedStream.event(1))
                rest.wait()
                connection.sendLastChunk()
            }
        }

        private static let events = GatedStream.event(0) + GatedStream.event(1)

        /// Whether both events come before the origin ends the stream; waits for them for so long.
        private func eventsCome(_ running: ReverseProxy.Running, _ rest: Gate, within wait: Duration) async throws
            -> Bool
        {
            var request = HTTPRequest.post(running.url)
            request.limits.firstByte = wait
            defer { rest.open() }
            do {
                let body = try await running.execute(request).body
                let deadline = ContinuousClock.now + wait
                var text: [UInt8] = []
                while text.count < Self.events.utf8.count, let piece = try await body.read(until: deadline) {
                    text += piece
                }
                return text == Array(Self.events.utf8)
            } catch let error as HTTPTransportError where error.limit == .read || error.limit == .firstByte {
                return false
            }
        }

        @Test("its buffering holds events back over HTTP/1.1 and TLS")
        func buffers() async throws {
            let rest = Gate()
            let origin = Self.origin(rest)
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .nginx, wire: .http1TLS).start(origin, settings: Self.buffering)
            #expect(try await !eventsCome(running, rest, within: .seconds(1)))
        }

        @Test("the origin's X-Accel-Buffering field turns it off", arguments: wires)
        func accelBuffering(_ wire: ReverseProxy.Wire) async throws {
            let rest = Gate()
            let origin = Self.origin(rest, fields: "X-Accel-Buffering: no\r\n")
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .nginx, wire: wire).start(origin, settings: Self.buffering)
            #expect(try await eventsCome(running, rest, within: .seconds(30)))
        }

        @Test("gzip leaves a stream alone, since the transport does not ask for it", arguments: wires)
        func gzip(_ wire: ReverseProxy.Wire) async throws {
            let rest = Gate()
            let origin = Self.origin(rest)
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .nginx, wire: wire)
                .start(origin, settings: Nginx.recommended + ["gzip on;", "gzip_types text/event-stream;"])
            #expect(try await eventsCome(running, rest, within: .seconds(30)))
        }

        @Test(
            "a dead backend is seen through gzip and buffering too", arguments: [true, false],
            BrokenBackendTests.Death.allCases)
        func gzipShowsDeath(_ isBuffered: Bool, _ death: BrokenBackendTests.Death) async throws {
            let origin = RawServer { connection in
                _ = connection.readRequest()
                connection.send("\(Self.streamHead)\r\n")
                connection.sendChunk(GatedStream.event(0))
                _ = connection.waitForClose(limit: .milliseconds(200))
                death.happen(to: connection)
            }
            defer { origin.stop() }
            let settings = isBuffered ? Self.buffering : Nginx.recommended
            let running = try ReverseProxy(kind: .nginx, wire: .http1TLS)
                .start(origin, settings: settings + ["gzip on;", "gzip_types text/event-stream;"])
            var request = HTTPRequest.post(running.url)
            request.fields.append(name: "Accept-Encoding", value: "gzip")
            request.limits = TransferLimits(firstByte: .seconds(10), idle: .seconds(10))
            let error = await #expect(throws: HTTPTransportError.self) {
                try await running.execute(request).body.collect()
            }
            #expect(error?.code == .connectionLost)
        }

        @Test("over HTTP/2 it holds a head back until the first byte of the body")
        func holdsHead() async throws {
            let origin = RawServer { connection in
                guard let request = connection.readRequest() else { return }
                connection.send("\(Self.streamHead)\r\n")
                if request.head.contains("/comment") { connection.sendChunk(":\n\n") }
                _ = connection.waitForClose()
            }
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .nginx, wire: .http2TLS).start(origin)
            // The first request warms the connection up, whose own frames would push a head out.
            let first = try await running.execute(.get(running.url + "/comment"))
            #expect(first.head.status == 200)
            var request = HTTPRequest.get(running.url)
            request.limits.firstByte = .seconds(1)
            let error = await #expect(throws: HTTPTransportError.self) { try await running.execute(request) }
            #expect(error?.limit == .firstByte)
        }

        @Test("speaking HTTP/1.0 to the backend, it takes a dead one's answer for whole", arguments: [true, false])
        func oldProtocol(_ isDefault: Bool) async throws {
            let origin = RawServer { connection in
                guard let request = connection.readRequest() else { return }
                if request.head.contains("HTTP/1.0") {
                    connection.send("HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
                    connection.send(GatedStream.event(0))
                } else {
                    connection.send("\(Self.streamHead)\r\n")
                    connection.sendChunk(GatedStream.event(0))
                }
            }
            defer { origin.stop() }
            let running = try ReverseProxy(kind: .nginx, wire: .http1TLS)
                .start(origin, settings: isDefault ? ["proxy_buffering off;"] : nil)
            let body = try await running.execute(.post(running.url)).body
            if isDefault {
                #expect(try await body.text() == GatedStream.event(0))
            } else {
                await #expect(throws: HTTPTransportError.self) { try await body.collect() }
            }
        }
    }
}
