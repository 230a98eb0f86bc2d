import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("Through a forward proxy: tinyproxy")
    struct ForwardProxyTests {
        private let proxy: ServerProcess

        init() throws {
            proxy = try ServerProcess.start("tinyproxy") { port, folder in
                let configuration = """
                    Port \(port)
                    Listen 127.0.0.1
                    Allow 127.0.0.1
                    Timeout 60
                    LogLevel Info
                    BasicAuth proxyuser proxysecret

                    """
                return ["-d", "-c", try folder.write(configuration, to: "tinyproxy.conf")]
            }
        }

        private func transport(_ credentials: String, trusting file: String? = nil) throws -> CurlTransport {
            try CurlTransport(.http1, trusting: file) { configuration in
                configuration.proxy = .url("http://\(credentials)127.0.0.1:\(proxy.port)")
            }
        }

        private static let right = "proxyuser:proxysecret@"
        /// Credentials that are wrong or missing, and what tinyproxy says to them.
        private static let refused = [("proxyuser:othersecret@", 401), ("otheruser:proxysecret@", 401), ("", 407)]

        /// Answers with what it got.
        private static func echo() -> RawServer {
            RawServer { connection in
                while let request = connection.readRequest() {
                    connection.send(
                        "HTTP/1.1 200 OK\r\nContent-Length: \(request.head.utf8.count)\r\n\r\n\(request.head)")
                }
            }
        }

        @Test("a plain http request, whose target does not see the proxy's credentials")
        func plain() async throws {
            let origin = Self.echo()
            defer { origin.stop() }
            let body = try await transport(Self.right).execute(.post(origin.url + "/path")).body
            let head = try await body.text()
            #expect(head.hasPrefix("POST /path HTTP/1."))
            #expect(!head.lowercased().contains("proxy-authorization"))
        }

        @Test("a plain http stream, event by event")
        func plainStream() async throws {
            let stream = GatedStream(events: 10)
            let origin = RawServer { connection in
                while connection.readRequest() != nil { stream.serve(connection) }
            }
            defer { origin.stop() }
            let transport = try transport(Self.right)
            stream.release(0)
            let body = try await transport.execute(.post(origin.url)).body
            #expect(try await stream.read(body))
        }

        @Test("a plain http request without the right credentials gets the proxy's answer", arguments: refused)
        func plainRefused(_ credentials: String, _ status: Int) async throws {
            let origin = Self.echo()
            defer { origin.stop() }
            let response = try await transport(credentials).execute(.get(origin.url))
            #expect(response.head.status == status)
            #expect(origin.acceptedConnections == 0)
        }

        @Test("a TLS tunnel to a proxy with a throw-away certificate", arguments: ReverseProxy.overTLS)
        func tunnel(_ target: ReverseProxy) async throws {
            let stream = GatedStream(events: 10)
            let origin = RawServer { connection in
                while connection.readRequest() != nil { stream.serve(connection) }
            }
            defer { origin.stop() }
            let running = try target.start(origin, through: "http://\(Self.right)127.0.0.1:\(proxy.port)")
            stream.release(0)
            let body = try await running.execute(.post(running.url)).body
            #expect(try await stream.read(body))
            #expect(proxy.log.contains("CONNECT localhost"))
        }

        @Test("a tunnel without the right credentials", arguments: refused)
        func tunnelRefused(_ credentials: String, _ status: Int) async throws {
            let transport = try transport(credentials)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.post("https://localhost:\(Loopback.freePort())"))
            }
            try expect(error, status: status)
        }

        @Test("a tunnel to a port where nobody listens")
        func deadTarget() async throws {
            let transport = try transport(Self.right)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.post("https://localhost:\(Loopback.freePort())"))
            }
            try expect(error, status: 500)
        }

        private func expect(_ error: HTTPTransportError?, status: Int) throws {
            let error = try #require(error)
            #expect(error.code == .proxy)
            #expect(error.message.contains("\(status)"))
            #expect(!error.requestMayHaveArrived)
            let shown = "\(error) \(String(reflecting: error))"
            for secret in ["secret", "proxyuser", "otheruser"] { #expect(!shown.contains(secret)) }
        }

        @Test("what a client tells the target in a tunnel does not reach the proxy")
        func authorizationStaysInside() async throws {
            let head = Mailslot<String>()
            let recorder = RawServer { connection in
                head.put(connection.readRequest()?.head ?? "")
                connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            }
            defer { recorder.stop() }
            let transport = try CurlTransport(.http1) { $0.proxy = .url(recorder.url) }
            var request = HTTPRequest.post("https://gateway.invalid/v1/chat/completions")
            request.fields.append(name: "Authorization", value: "Bearer targetsecret")
            request.fields.append(name: "X-Api-Key", value: "targetsecret")
            let error = await #expect(throws: HTTPTransportError.self) { try await transport.execute(request) }
            #expect(error?.code == .proxy)
            let connect = try await head.take()
            #expect(connect.hasPrefix("CONNECT gateway.invalid:443 HTTP/1.1\r\n"))
            #expect(!connect.contains("targetsecret"))
            #expect(!connect.contains("chat"))
        }
    }
}
