import Bifrost
import HTTPTransport
import TestSupport
import Testing

struct RetryTests {
    /// Calls once in each way and expects this number of requests before the answer or the error.
    private func expectRequests(
        _ count: Int, _ first: ScriptedAnswer, sourceLocation: SourceLocation = #_sourceLocation
    )
        async throws
    {
        let whole = try Harness(.minimal, first, .helloAtOnce)
        _ = await llmError { try await whole.model.generate(.hello) }
        #expect(whole.transport.requests.count == count, sourceLocation: sourceLocation)
        let streamed = try Harness(.minimal, first, .hello)
        _ = await llmError { try await streamed.model.stream(.hello).collect() }
        #expect(streamed.transport.requests.count == count, sourceLocation: sourceLocation)
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504, 529])
    func repeatsStatus(_ status: Int) async throws {
        try await expectRequests(2, .json(status, #"{"error":{"message":"no"}}"#))
        try await expectRequests(1, .json(status, #"{"error":{"message":"no"}}"#, ["x-should-retry": "false"]))
    }

    @Test(arguments: [301, 400, 401, 403, 404, 413, 501, 505, 522, 524])
    func doesNotRepeatStatus(_ status: Int) async throws {
        try await expectRequests(1, .json(status, #"{"error":{"message":"no"}}"#))
        try await expectRequests(2, .json(status, #"{"error":{"message":"no"}}"#, ["x-should-retry": "true"]))
    }

    @Test func readsBodyBeforeRepeating() async throws {
        try await expectRequests(2, .json(400, #"{"error":{"message":"request dropped: queue is full"}}"#))
        try await expectRequests(1, .json(429, #"{"error":{"code":"insufficient_quota","message":"no"}}"#))
    }

    @Test(
        arguments: [
            (.connect, false, 2), (.nameLookup, false, 2), (.proxy, false, 2), (.tls, false, 1),
            (.connectionLost, true, 2), (.connectionLost, false, 2), (.invalidResponse, true, 1), (.tooLarge, true, 1),
            (.invalidRequest, false, 1), (.unsupported, false, 1), (.shutDown, false, 1), (.internalFailure, false, 1),
        ] as [(HTTPTransportError.Code, Bool, Int)])
    func repeatsTransportError(_ code: HTTPTransportError.Code, _ mayHaveArrived: Bool, _ count: Int) async throws {
        try await expectRequests(count, .failing(HTTPTransportError(code, "no", requestMayHaveArrived: mayHaveArrived)))
    }

    @Test(
        arguments: [
            (.connect, 2), (.queue, 1), (.firstByte, 1), (.idle, 1), (.total, 1),
        ] as [(TransferLimits.Name, Int)])
    func repeatsTimeout(_ limit: TransferLimits.Name, _ count: Int) async throws {
        var error = HTTPTransportError(.timeout, "too long")
        error.limit = limit
        try await expectRequests(count, .failing(error))
    }

    @Test func doublesTheWait() async throws {
        let config = ProviderConfig.minimal.with(\.retries.maximumRetries, 6).with(\.timeout, .off)
        let harness = try Harness(config, .json(500, "{}"))
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(harness.clock.sleeps.map(\.milliseconds) == [500, 1000, 2000, 4000, 8000, 8000])
        #expect(error?.attempts == 7)
    }

    @Test func choosesTheWaitAtRandom() async throws {
        let harness = try Harness(jitter: { $0 / 4 }) { _, number in number < 3 ? .json(503, "{}") : .helloAtOnce }
        _ = try await harness.model.generate(.hello)
        #expect(harness.clock.sleeps.map(\.milliseconds) == [125, 250])
    }

    @Test func obeysTheServersHint() async throws {
        let harness = try Harness(
            .minimal.with(\.timeout, .off), .json(429, "{}", ["retry-after": "59.5"]), .helloAtOnce)
        _ = try await harness.model.generate(.hello)
        #expect(harness.clock.sleeps.map(\.milliseconds) == [59_500])
    }

    @Test func reportsALongHint() async throws {
        let harness = try Harness(.minimal.with(\.timeout, .off), .json(429, "{}", ["retry-after": "61"]))
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(error?.retryAfter == .seconds(61))
        #expect(error?.code == .rateLimited)
        #expect(harness.transport.requests.count == 1)
        #expect(harness.clock.sleeps.isEmpty)
    }

    @Test func failsAtOnceWhenTheWaitPassesTheDeadline() async throws {
        let harness = try Harness(.minimal, .json(503, "{}", ["retry-after": "30"]))
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(error?.code == .overloaded)
        #expect(error?.retryAfter == .seconds(30))
        #expect(harness.clock.sleeps.isEmpty)
    }

    @Test func keepsOneDeadlineOverAllAttempts() async throws {
        let config = ProviderConfig.minimal.with(\.limits.total, .seconds(10)).with(\.retries.maximumRetries, 9)
        let harness = try Harness(config) { _, _ in
            var answer = ScriptedAnswer.json(500, "{}")
            answer.headDelay = .seconds(3)
            return answer
        }
        _ = await llmError { try await harness.model.generate(.hello) }
        // 3 s, a wait of 0.5 s, 3 s, 1 s: the wait of 2 s after the third attempt would pass the tenth second.
        #expect(harness.transport.requests.count == 3)
        #expect(Set(harness.transport.requests.map(\.limits.deadline)).count == 1)
        #expect(harness.transport.requests.allSatisfy { $0.limits.total == .seconds(10) })
    }

    @Test func tellsTheHistory() async throws {
        let refused = ScriptedAnswer.failing(HTTPTransportError(.connect, "refused"))
        let harness = try Harness(
            .minimal, refused, .json(503, "{}"), .json(500, "{}", ["x-bifrost-request-id": "bf-1"]))
        let error = try #require(await llmError { try await harness.model.generate(.hello) })
        #expect(error.previousAttempts.map(\.code) == [.connect, .overloaded])
        #expect(error.previousAttempts.map(\.status) == [nil, 503])
        #expect(error.attempts == 3)
        #expect(error.code == .server)
        #expect(error.requestID == "bf-1")
        #expect(error.metadata?.attempts == 3)
        #expect(error.metadata?.status == 500)
        #expect(error.metadata?.metrics?.bytesReceived == 2)
    }

    @Test func namesOurRequestWhenTheGatewayNamesNone() async throws {
        let harness = try Harness(.minimal, .json(401, "{}"))
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(error?.requestID != nil)
        #expect(error?.requestID == harness.transport.requests.first?.fields["x-request-id"])
    }

    @Test func neverRetriesWhenToldSo() async throws {
        let harness = try Harness(.minimal.with(\.retries, .never), .json(503, "{}"))
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(harness.transport.requests.count == 1)
        #expect(error?.previousAttempts.isEmpty == true)
    }

    @Test func stopsWhenCancelledInAWait() async throws {
        let harness = try Harness(beforeSleep: { withUnsafeCurrentTask { $0?.cancel() } }) { _, _ in .json(503, "{}") }
        let call = Task { try await harness.model.generate(.hello) }
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(harness.transport.requests.count == 1)
    }

    @Test func stopsWaitingForAnErrorsBody() async throws {
        var answer = ScriptedAnswer.json(401, "{")
        answer.pieces.append(.silence(.seconds(3600)))
        let harness = try Harness(.minimal, answer)
        let error = await llmError { try await harness.model.generate(.hello) }
        #expect(error?.code == .authentication)
        #expect(error?.metadata?.metrics?.total == .seconds(5))
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
