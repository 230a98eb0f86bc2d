import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("Cancelling through a reverse proxy")
    struct CancellationTests {
        /// Cancels a stream; whether that closes the origin's connection while the origin does this.
        private func originSees(
            _ proxy: ReverseProxy, _ settings: [String]? = nil, while serve: @escaping @Sendable (RawConnection) -> Bool
        ) async throws -> Bool {
            let closed = Mailslot<Bool>()
            let cancelled = Gate()
            let origin = RawServer { connection in
                _ = connection.readRequest()
                connection.sendStreamHead()
                connection.sendChunk(GatedStream.event(0))
                cancelled.wait()
                closed.put(serve(connection))
            }
            defer { origin.stop() }
            let running = try proxy.start(origin, settings: settings)
            let body = try await running.execute(.post(running.url)).body
            #expect(try await GatedStream.take(0, from: body))
            body.cancel()
            cancelled.open()
            let seen = try await closed.take()
            // A transport that is released closes its connections, which would hide a cancel that does nothing.
            return withExtendedLifetime(running) { seen }
        }

        /// Sends nothing.
        private static func silent(_ limit: Duration) -> @Sendable (RawConnection) -> Bool {
            { $0.waitForClose(limit: limit) != nil }
        }

        /// Sends something again and again.
        @Sendable
        private static func heartbeat(_ connection: RawConnection) -> Bool {
            (0..<3000).contains { _ in
                connection.waitForClose(limit: .milliseconds(10)) != nil || !connection.sendChunk(":\n\n")
            }
        }

        @Test("the origin sees it, though it sends nothing", arguments: [ReverseProxy.Kind.nginx, .nghttpx])
        func http1(_ kind: ReverseProxy.Kind) async throws {
            let proxy = ReverseProxy(kind: kind, wire: .http1TLS)
            #expect(try await originSees(proxy, while: Self.silent(.seconds(30))))
        }

        @Test(
            "the origin sees it over HTTP/2 on a connection without other streams",
            arguments: [ReverseProxy.Kind.nginx, .nghttpx])
        func http2(_ kind: ReverseProxy.Kind) async throws {
            let proxy = ReverseProxy(kind: kind, wire: .http2TLS)
            #expect(try await originSees(proxy, while: Self.silent(.seconds(20))))
        }

        @Test("HAProxy notices over HTTP/2 with abortonclose, or when it next has something to send")
        func haproxyHTTP2() async throws {
            let proxy = ReverseProxy(kind: .haproxy, wire: .http2TLS)
            let aborting = HAProxy.recommended + ["option abortonclose"]
            #expect(try await originSees(proxy, aborting, while: Self.silent(.seconds(30))))
            #expect(try await originSees(proxy, while: Self.heartbeat))
        }

        @Test("HAProxy notices over HTTP/1.1 only when it next has something to send", arguments: [true, false])
        func haproxyNeedsBytes(_ abortsOnClose: Bool) async throws {
            let proxy = ReverseProxy(kind: .haproxy, wire: .http1TLS)
            let settings = HAProxy.recommended + (abortsOnClose ? ["option abortonclose"] : [])
            #expect(try await !originSees(proxy, settings, while: Self.silent(.seconds(2))))
            #expect(try await originSees(proxy, settings, while: Self.heartbeat))
        }
    }
}
