@testable import LLM
import TestSupport
import Testing

@Suite("Hedge, circuit breaker and rate limit together", .timeLimit(.minutes(5)))
struct ResilienceCompositionTests: Sendable {
    private let clock = HeldClock()

    /// Moves the time on until the work is done.
    private func tick(_ step: Duration, while work: () async -> Void) async {
        let done = OrderedNotes<Void>()
        await withTaskGroup { [clock] group in
            group.addTask {
                while done.all.isEmpty {
                    clock.advance(by: step)
                    await Task.yield()
                }
            }
            await work()
            done.add(())
        }
    }

    /// What the model does with a call, by chance.
    private func steps(_ random: inout SplitMix64) -> [StagedModel.Step] {
        let pause = StagedModel.Step.yield(.random(in: 0...20, using: &random))
        switch Int.random(in: 0..<40, using: &random) {
        case 0: return [pause, .failure(.server)]
        case 1: return [pause, .failure(.rateLimited, retryAfter: .milliseconds(50))]
        case 2: return [pause, .failure(.invalidRequest)]
        case 3: return [pause, .text("a"), .failure(.truncated)]
        case 4: return [pause, .hang]
        case 5: return [.role, .text("a"), pause, .hang]
        case 6: return [.failure(.connect)]
        default: return [.role, pause, .text("a"), pause, .text("b"), .finish(usage: Usage(total: 20))]
        }
    }

    /// What the caller does with the answer, by chance.
    private func ask(_ model: MiddlewareModel, _ number: Int, _ manner: Int) async throws {
        let messages = [Message.user("\(number)")]
        switch manner {
        case 0...3:
            _ = try await model.generate(messages)
        case 4:
            _ = model.stream(messages).makeAsyncIterator()
        case 5:
            for try await _ in model.stream(messages) { break }
        case 6:
            for try await chunk in model.stream(messages) where chunk.hasContent { break }
        default:
            _ = try await model.stream(messages).collect()
        }
    }

    /// Asks, and gives up after a time: soon, or when all should be over.
    private func askForAWhile(_ model: MiddlewareModel, _ number: Int, _ random: SplitMix64) async {
        var random = random
        let patience = Bool.random(using: &random) ? 3000 : Int.random(in: 0...1000, using: &random)
        let manner = Int.random(in: 0..<10, using: &random)
        let call = Task { try await ask(model, number, manner) }
        let end = Task {
            try await clock.sleep(until: clock.now.advanced(by: .milliseconds(patience)), tolerance: nil)
            call.cancel()
        }
        _ = await call.result
        end.cancel()
        _ = await end.result
    }

    @Test(
        "a thousand calls that fail, hang, are left and cancelled leave nothing behind",
        arguments: [1, 2] as [UInt64], [true, false])
    func storm(seed: UInt64, withBreaker: Bool) async throws {
        let start = clock.now
        let limiter = try RateLimiter(
            requests: .perMinute(60_000, burst: 50), tokens: .perMinute(2_000_000, burst: 1000), concurrency: 8,
            maximumWaiting: 10_000, queueLimit: .off, estimate: { _ in 10 }, clock: CallClock(clock))
        let breaker = try CircuitBreaker(
            trip: CircuitBreaker.Trip(failures: 3, of: 8), openTime: .milliseconds(20), clock: CallClock(clock))
        let hedge = try Hedge(after: .milliseconds(30), share: 0.2, clock: CallClock(clock))
        let sent = OrderedNotes<Int>()
        let early = OrderedNotes<Int>()
        let staged = StagedModel { [clock] number, _ in
            var random = SplitMix64(state: seed << 32 + UInt64(number))
            let steps = steps(&random)
            // What could not connect is given back.
            guard !steps.isRefusedConnection else { return steps }
            let count = sent.add(number)
            if Double(count) > 50 + start.duration(to: clock.now) / .milliseconds(1) { early.add(number) }
            return steps
        }
        let model = withBreaker ? staged.with(hedge, breaker, limiter) : staged.with(hedge, limiter)
        await tick(.milliseconds(1)) {
            await withTaskGroup { group in
                for number in 0..<1000 {
                    group.addTask { await askForAWhile(model, number, SplitMix64(state: seed << 40 + UInt64(number))) }
                }
            }
        }
        #expect(limiter.load.running == 0)
        #expect(limiter.load.waiting == 0)
        #expect(staged.journal.open == 0)
        #expect(staged.journal.mostOpen <= 8)
        #expect(staged.journal.begun.count > 100)
        #expect(early.all.isEmpty)
        await until { clock.sleeperCount == 0 }
        // The probe's place is free, whatever became of the probes.
        breaker.trip(for: .milliseconds(1))
        clock.advance(by: .seconds(600))
        let healthy = StagedModel(always: .answer()).with(breaker, limiter)
        _ = try await healthy.generate([.user("")])
        #expect(breaker.state == .closed)
    }

    @Test("whoever stays in a line of a thousand is served in the order of arrival", arguments: [1, 2] as [UInt64])
    func order(seed: UInt64) async throws {
        var random = SplitMix64(state: seed)
        let limiter = try RateLimiter(concurrency: 1, queueLimit: .off, clock: CallClock(clock))
        let latch = Latch()
        let staged = StagedModel { number, _ in (number == 0 ? [.wait(latch)] : [.yield(3)]) + .answer() }
        let model = staged.with(limiter)
        var calls: [Task<Void, Never>] = []
        for number in 0...1000 {
            calls.append(Task { _ = try? await model.generate([.user("\(number)")]) })
            await until { limiter.load.waiting == number && limiter.load.running == 1 }
        }
        for call in calls.dropFirst() where Int.random(in: 0..<4, using: &random) == 0 { call.cancel() }
        latch.open()
        for call in calls.dropFirst() where Int.random(in: 0..<8, using: &random) == 0 {
            await Task.yield()
            call.cancel()
        }
        for call in calls { await call.value }
        let served = staged.journal.begun.compactMap { Int($0) }
        #expect(served == served.sorted())
        #expect(served.count > 400 && served.count < 1000)
        #expect(limiter.load.running == 0)
        #expect(limiter.load.waiting == 0)
    }

    @Test("a service that is down is soon left alone, though calls are hedged")
    func down() async throws {
        let limiter = try RateLimiter(concurrency: 2, clock: CallClock(clock))
        let breaker = try CircuitBreaker("gateway", clock: CallClock(clock))
        let hedge = try Hedge(after: .seconds(1), burst: 3, clock: CallClock(clock))
        let staged = StagedModel(always: [.failure(.server)])
        let model = staged.with(hedge, breaker, limiter)
        for _ in 1...100 { _ = await failure { _ = try await model.generate([.user("")]) } }
        #expect(staged.journal.begun.count == 5)
        let error = await failure { _ = try await model.generate([.user("")]) } as? LLMError
        #expect(error?.cause as? CallRefusal == .circuitOpen)
        #expect(limiter.load.running == 0)
    }
}

extension [StagedModel.Step] {
    fileprivate var isRefusedConnection: Bool {
        guard case .fail(let error)? = first else { return false }
        return (error as? LLMError)?.code == .connect
    }
}
