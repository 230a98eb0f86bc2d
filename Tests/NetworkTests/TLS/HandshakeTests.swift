import CurlTransport
import HTTPTransport
import TestSupport
import Testing

extension Network {
    @Suite("A connection that does not come about")
    struct HandshakeTests {
        @Test("the connect limit tells that the TLS handshake stalled")
        func stalledHandshake() async throws {
            let server = RawServer { connection in _ = connection.waitForClose() }
            defer { server.stop() }
            let error = await connectFailure("https://127.0.0.1:\(server.port)/")
            #expect(error?.connectStage == .handshake)
            #expect(server.acceptedConnections == 1)
        }

        @Test("the connect limit tells that TCP was not accepted")
        func fullQueue() async throws {
            let queue = try FullQueue()
            let error = await connectFailure("https://127.0.0.1:\(queue.port)/")
            #expect(error?.connectStage == .tcp)
        }

        private func connectFailure(_ url: String) async -> HTTPTransportError? {
            let limit = Duration.milliseconds(500)
            let error = await #expect(throws: HTTPTransportError.self) {
                let request = HTTPRequest(method: "POST", url: url, limits: TransferLimits(connect: limit))
                _ = try await CurlTransport().execute(request)
            }
            #expect(error?.code == .timeout)
            #expect(error?.limit == .connect)
            #expect(error?.limitValue == limit)
            #expect(error?.requestMayHaveArrived == false)
            #expect(limit..<(.seconds(20)) ~= error?.elapsed ?? .zero)
            return error
        }

        @Test("a task that is cancelled meanwhile closes the connection at once")
        func cancelled() async throws {
            let (accepted, closed) = (Mailslot<Void>(), Mailslot<ContinuousClock.Instant?>())
            let server = RawServer { connection in
                accepted.put(())
                closed.put(connection.waitForClose(limit: .seconds(20)))
            }
            defer { server.stop() }
            let transport = try CurlTransport()
            let task = Task { try await transport.execute(.post("https://127.0.0.1:\(server.port)/")) }
            try await accepted.take()
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let end = try #require(try await closed.take())
            #expect(end - start < .seconds(10))
        }

        @Test("a task that is cancelled before TCP is accepted leaves at once")
        func cancelledInQueue() async throws {
            let queue = try FullQueue()
            let transport = try CurlTransport()
            let task = Task { try await transport.execute(.post("https://127.0.0.1:\(queue.port)/")) }
            let deadline = ContinuousClock.now + .seconds(10)
            while await transport.snapshot().connecting == 0, .now < deadline { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(await transport.snapshot().connecting == 0)
        }

        @Test("TLS to a port that speaks plain HTTP fails as TLS")
        func plainPort() async throws {
            let server = RawServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            }
            defer { server.stop() }
            // This server waits for a blank line, which a hello of TLS lacks; real ones answer it at once or wait.
            let error = await connectFailure("https://127.0.0.1:\(server.port)/")
            #expect(error?.connectStage == .handshake)

            let hasty = RawServer { $0.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n") }
            defer { hasty.stop() }
            let answered = await #expect(throws: HTTPTransportError.self) {
                try await CurlTransport().execute(.post("https://127.0.0.1:\(hasty.port)/"))
            }
            #expect(answered?.code == .tls)
            #expect(answered?.requestMayHaveArrived == false)
            #expect(hasty.acceptedConnections == 1)
        }

        @Test("plain HTTP to a port that speaks TLS is a lost connection or no HTTP")
        func tlsPort() async throws {
            let server = try FaultyServer.http1(Certificates().leaf())
            let error = await #expect(throws: HTTPTransportError.self) {
                try await CurlTransport().execute(.post(server.url("/plain", scheme: "http")))
            }
            #expect([.connectionLost, .invalidResponse].contains(error?.code))
            #expect(error?.requestMayHaveArrived == true)
            #expect(server.seen("connection").count == 1)
        }

        @Test("a flipped bit in the handshake fails as TLS", arguments: [20, 200])
        func flippedHandshake(position: Int) async throws {
            let certificates = try Certificates()
            let server = try FaultyServer.http1(certificates.leaf())
            let relay = try server.flipping(position)
            let transport = try CurlTransport(.http1, trusting: certificates.authorityFile)
            let error = await #expect(throws: HTTPTransportError.self) {
                try await transport.execute(.post(relay.url("/plain")))
            }
            #expect(error?.code == .tls)
            #expect(error?.requestMayHaveArrived == false)
            #expect(server.seen("connection").count == 1)
            #expect(relay.seen("flipped").count == 1)
        }
    }
}
