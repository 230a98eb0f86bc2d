import Bifrost
import HTTPTransport
import TestSupport
import Testing

/// The default transport under a model: what only a real connection shows.
@Suite(.timeLimit(.minutes(5)))
struct SocketTests {
    private func model(_ server: RawServer, _ limits: TimeLimits = TimeLimits()) throws -> BifrostModel {
        try BifrostModel(
            ProviderConfig(model: "openai/gpt-4o", baseURL: server.url, limits: limits, retries: .never))
    }

    private static func sendHello(_ connection: RawConnection) {
        connection.sendStreamHead()
        for event in [Event.text("Hi"), Event.finish, Event.usage] { connection.sendChunk(event) }
        // In one piece with `[DONE]`, so that the connection is free again before the next request is made.
        connection.send("\(String(Event.done.utf8.count, radix: 16))\r\n\(Event.done)\r\n0\r\n\r\n")
    }

    @Test(.enabled(if: Libcurl.reusesConnections)) func keepsTheConnectionAfterDone() async throws {
        let server = RawServer { connection in
            while connection.readRequest() != nil { Self.sendHello(connection) }
        }
        defer { server.stop() }
        let model = try model(server)
        for reused in [false, true] {
            let response = try await model.stream(.hello).collect()
            #expect(response.text == "Hi")
            #expect(response.usage?.total == 5)
            #expect(response.metadata.metrics?.reusedConnection == reused)
            #expect(response.metadata.metrics?.firstToken != nil)
        }
        #expect(server.acceptedConnections == 1)
    }

    /// The keys would go with it.
    @Test(arguments: [301, 302, 303, 307, 308], [false, true])
    func sendsNothingWhereItIsRedirected(_ status: Int, _ isStreamed: Bool) async throws {
        let other = RawServer { connection in
            while connection.readRequest() != nil { Self.sendHello(connection) }
        }
        defer { other.stop() }
        let server = RawServer { connection in
            while connection.readRequest() != nil {
                connection.send("HTTP/1.1 \(status) X\r\nLocation: \(other.url)/v1/x\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        let model = try BifrostModel(
            ProviderConfig(model: "openai/gpt-4o", apiKey: "sk-api-1234567890", baseURL: server.url))
        let error = await llmError {
            if isStreamed { return try await model.stream(.hello).collect() }
            return try await model.generate(.hello)
        }
        #expect(error?.status == status)
        #expect(server.acceptedConnections == 1 && other.acceptedConnections == 0)
    }

    /// As it does when a server dies: only what tells its own end can be whole then.
    @Test(arguments: [("audio/mpeg", "ID3…", false), ("application/json", #"{"a":1}"#, true)])
    func doubtsAnAnswerThatEndsWithItsConnection(_ type: String, _ body: String, _ isWhole: Bool) async throws {
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nConnection: close\r\n\r\n\(body)")
        }
        defer { server.stop() }
        let model = try model(server)
        let error = await llmError { try await model.raw(RawRequest("GET", "/x")) }
        #expect(error?.code == (isWhole ? nil : .truncated))
        let streamed = await llmError { for try await _ in model.rawBytes(RawRequest("GET", "/x")) {} }
        #expect(streamed?.code == .truncated)
    }

    @Test(.enabled(if: Libcurl.reusesConnections)) func repeatsACallOnAConnectionThatDied() async throws {
        let server = RawServer { connection in
            guard connection.readRequest() != nil else { return }
            Self.sendHello(connection)
            _ = connection.readRequest()
            connection.reset()
        }
        defer { server.stop() }
        let model = try BifrostModel(ProviderConfig(model: "openai/gpt-4o", baseURL: server.url))
        #expect(try await model.stream(.hello).collect().metadata.attempts == 1)
        #expect(try await model.stream(.hello).collect().metadata.attempts == 2)
    }

    @Test func closesTheConnectionWhenDropped() async throws {
        let closed = Mailslot<Bool>()
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.sendChunk(Event.text("Hi"))
            closed.put(connection.waitForClose(limit: .seconds(60)) != nil)
        }
        defer { server.stop() }
        for try await _ in try model(server).stream(.hello) { break }
        #expect(try await closed.take())
    }

    @Test func isTruncatedByAReset() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            connection.sendChunk(Event.text("Hi"))
            connection.send("10\r\n")
            connection.reset()
        }
        defer { server.stop() }
        let error = try #require(try await model(server).stream(.hello).outcome().error)
        #expect(error.code == .truncated)
        #expect(error.cause is HTTPTransportError)
    }

    @Test(
        arguments: [
            (TimeLimits(firstToken: .milliseconds(50)), "", .firstToken),
            (TimeLimits(firstByte: .milliseconds(50)), nil, .firstByte),
            (TimeLimits(stall: .milliseconds(50)), Event.text("Hi"), .stall),
            (TimeLimits(idle: .milliseconds(50)), Event.text("Hi"), .idle),
            (TimeLimits(total: .milliseconds(50)), Event.text("Hi"), .total),
        ] as [(TimeLimits, String?, LLMError.Timeout.Limit)])
    func endsAWait(_ limits: TimeLimits, _ event: String?, _ limit: LLMError.Timeout.Limit) async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            if let event {
                connection.sendStreamHead()
                connection.sendChunk(Event.role + event)
            }
            _ = connection.waitForClose(limit: .seconds(60))
        }
        defer { server.stop() }
        let error = try #require(try await model(server, limits).stream(.hello).outcome().error)
        #expect(error.code == .timeout)
        #expect(error.timeout?.limit == limit)
        #expect(error.timeout?.value == .milliseconds(50))
        #expect(error.timeout?.elapsed ?? .zero >= .milliseconds(50))
    }

    @Test func cannotConnect() async throws {
        let server = RawServer { _ in }
        server.stop()
        let error = try #require(await llmError { try await model(server).generate(.hello) })
        #expect(error.code == .connect)
        #expect(error.isRetryable)
        #expect(error.cause is HTTPTransportError)
    }
}
