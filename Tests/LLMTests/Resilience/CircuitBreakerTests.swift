import LLM
import Testing

@Suite("A circuit breaker before a model", .timeLimit(.minutes(1)))
struct CircuitBreakerTests {
    private let clock = HeldClock()
    private let changes = OrderedNotes<CircuitBreaker.State>()

    private func breaker(
        failures: Int = 1, of calls: Int? = nil,
        counts: @escaping @Sendable (LLMError) -> Bool = CircuitBreaker.speaksOfService
    ) throws -> CircuitBreaker {
        try CircuitBreaker(
            "gateway", trip: CircuitBreaker.Trip(failures: failures, of: calls ?? failures),
            counts: counts, clock: CallClock(clock), onChange: { [changes] in changes.add($0) })
    }

    @discardableResult
    private func call(_ breaker: CircuitBreaker, _ steps: [StagedModel.Step], streamed: Bool = false) async -> LLMError?
    {
        let model = StagedModel(always: steps).with(breaker)
        return await failure {
            if streamed {
                for try await _ in model.stream([.user("")]) {}
            } else {
                _ = try await model.generate([.user("")])
            }
        } as? LLMError
    }

    @Test("failures of the service open it, whole answers and streams alike", arguments: [false, true])
    func opens(streamed: Bool) async throws {
        let breaker = try breaker(failures: 2)
        await call(breaker, [.failure(.server)], streamed: streamed)
        #expect(breaker.state == .closed)
        await call(breaker, [.text("a"), .failure(.truncated)], streamed: streamed)
        #expect(breaker.state == .open)
        clock.advance(by: .seconds(12))
        let staged = StagedModel(always: .answer())
        let error = await failure { _ = try await staged.with(breaker).generate([.user("")]) } as? LLMError
        #expect(error?.code == .overloaded)
        #expect(error?.retryAfter == .seconds(18))
        #expect(error?.cause as? CallRefusal == .circuitOpen)
        #expect(error?.message.contains("\"gateway\"") == true)
        #expect(staged.journal.begun.isEmpty)
        clock.advance(by: .seconds(18))
        #expect(breaker.state == .halfOpen)
        await call(breaker, .answer(), streamed: streamed)
        #expect(breaker.state == .closed)
        #expect(changes.all == [.open, .halfOpen, .closed])
    }

    @Test(
        "failures that speak of the service count",
        arguments: [LLMError.Code.server, .overloaded, .timeout, .connect, .truncated, .malformed])
    func counted(code: LLMError.Code) async throws {
        let breaker = try breaker()
        await call(breaker, [.failure(code)])
        #expect(breaker.state == .open)
    }

    @Test(
        "failures that speak of the caller do not",
        arguments: [
            LLMError.Code.invalidRequest, .authentication, .permission, .notFound, .budget, .rateLimited, .cancelled,
            .configuration,
        ])
    func notCounted(code: LLMError.Code) async throws {
        let breaker = try breaker()
        await call(breaker, [.failure(code)])
        #expect(breaker.state == .closed)
    }

    @Test("nor do a cancellation, a wait for a place of our own, and a refusal of our own")
    func ours() async throws {
        let breaker = try breaker()
        await call(breaker, [.fail(CancellationError())])
        var error = LLMError(.timeout, "no free connection")
        error.timeout = LLMError.Timeout(limit: .queue, value: .seconds(1), elapsed: .seconds(1))
        await call(breaker, [.fail(error)])
        await call(breaker, [.fail(LLMError(.overloaded, "", cause: CallRefusal.circuitOpen))])
        #expect(breaker.state == .closed)
    }

    @Test("which failures count can be chosen")
    func chosen() async throws {
        let breaker = try breaker { $0.code == .rateLimited }
        await call(breaker, [.failure(.server)])
        #expect(breaker.state == .closed)
        await call(breaker, [.failure(.rateLimited, retryAfter: .seconds(100))])
        clock.advance(by: .seconds(99))
        #expect(breaker.state == .open)
        clock.advance(by: .seconds(1))
        #expect(breaker.state == .halfOpen)
    }

    @Test("an answer that refuses closes it all the same: the service is there")
    func refusalOfProbe() async throws {
        let breaker = try breaker()
        breaker.trip(for: .seconds(1))
        clock.advance(by: .seconds(1))
        await call(breaker, [.failure(.authentication)])
        #expect(breaker.state == .closed)
    }

    @Test(
        "one probe at a time; one that is cancelled frees its place, whole answers and streams alike",
        arguments: [false, true])
    func cancelledProbe(streamed: Bool) async throws {
        let breaker = try breaker()
        breaker.trip(for: .seconds(1))
        clock.advance(by: .seconds(1))
        let hanging = StagedModel(always: [.role, .hang])
        let probe = Task {
            let model = hanging.with(breaker)
            if streamed {
                for try await _ in model.stream([.user("")]) {}
            } else {
                _ = try await model.generate([.user("")])
            }
        }
        await until { hanging.journal.open == 1 }
        let error = await call(breaker, .answer())
        #expect(error?.cause as? CallRefusal == .circuitOpen)
        #expect(error?.retryAfter == nil)
        probe.cancel()
        await #expect(throws: CancellationError.self) { try await probe.value }
        #expect(breaker.state == .halfOpen)
        #expect(await call(breaker, .answer()) == nil)
        #expect(breaker.state == .closed)
    }

    @Test("a streamed probe closes it with its first content; one that is left before frees its place")
    func streamedProbe() async throws {
        let breaker = try breaker()
        breaker.trip(for: .seconds(1))
        clock.advance(by: .seconds(1))
        let model = StagedModel(always: .answer()).with(breaker)
        for try await _ in model.stream([.user("")]) { break }
        #expect(breaker.state == .halfOpen)
        var iterator = model.stream([.user("")]).makeAsyncIterator()
        _ = try await iterator.next()
        #expect(breaker.state == .halfOpen)
        #expect(try await iterator.next()?.delta == "yes")
        #expect(breaker.state == .closed)
        while try await iterator.next() != nil {}
        #expect(changes.all == [.open, .halfOpen, .closed])
    }

    @Test("streams that are left after their first content count as successes")
    func leftStreams() async throws {
        let breaker = try breaker(failures: 2, of: 3)
        let model = StagedModel(always: .answer() + [.hang]).with(breaker)
        await call(breaker, [.failure(.server)])
        for _ in 1...2 {
            for try await chunk in model.stream([.user("")]) where chunk.hasContent { break }
        }
        await call(breaker, [.failure(.server)])
        #expect(breaker.state == .closed)
        for try await _ in model.stream([.user("")]) { break }
        await call(breaker, [.failure(.server)])
        #expect(breaker.state == .open)
    }

    @Test("it is opened and closed by hand, and says so")
    func byHand() async throws {
        let breaker = try breaker(failures: 2)
        breaker.trip()
        #expect(await call(breaker, .answer())?.retryAfter == .seconds(30))
        breaker.reset()
        #expect(await call(breaker, .answer()) == nil)
        #expect(changes.all == [.open, .closed])
    }

    @Test("the spread is added by chance, so that processes do not probe together")
    func spread() throws {
        var callClock = CallClock(clock)
        callClock.jitter = { $0 / 2 }
        let breaker = try CircuitBreaker(openTime: .seconds(30), spread: .seconds(10), clock: callClock)
        breaker.trip()
        clock.advance(by: .milliseconds(34_999))
        #expect(breaker.state == .open)
        clock.advance(by: .milliseconds(1))
        #expect(breaker.state == .halfOpen)
    }

    @Test("what hears of a change may change it again, and hears of that next")
    func reentrant() throws {
        let breaker = OrderedNotes<CircuitBreaker>()
        // Each holds the other until then.
        defer { breaker.removeAll() }
        let changes = changes
        breaker.add(
            try CircuitBreaker(onChange: { state in
                if state == .open { breaker.all[0].reset() }
                changes.add(state)
            }))
        breaker.all[0].trip()
        #expect(changes.all == [.open, .closed])
        #expect(breaker.all[0].state == .closed)
    }

    @Test("values that mean nothing are refused")
    func configuration() {
        #expect(throws: LLMError.self) { try CircuitBreaker(trip: .init(failures: 0)) }
        #expect(throws: LLMError.self) { try CircuitBreaker(trip: .init(failures: 5, of: 4)) }
        #expect(throws: LLMError.self) { try CircuitBreaker(trip: .init(failures: 5, of: 10_001)) }
        #expect(throws: LLMError.self) { try CircuitBreaker(trip: .init(within: .zero)) }
        #expect(throws: LLMError.self) { try CircuitBreaker(openTime: .zero) }
        #expect(throws: LLMError.self) { try CircuitBreaker(spread: .seconds(-1)) }
    }
}
