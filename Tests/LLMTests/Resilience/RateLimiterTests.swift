@testable import LLM
import Testing

@Suite("Keeping calls within a rate and a number", .timeLimit(.minutes(1)))
struct RateLimiterTests {
    private let clock = HeldClock()

    private func limiter(
        requests: RateLimiter.Rate? = nil, tokens: RateLimiter.Rate? = nil, concurrency: Int? = nil,
        maximumWaiting: Int = 100, queueLimit: TimeLimit = .off
    ) throws -> RateLimiter {
        try RateLimiter(
            requests: requests, tokens: tokens, concurrency: concurrency, maximumWaiting: maximumWaiting,
            queueLimit: queueLimit, estimate: { Int($0.messages[0].text) ?? 0 }, clock: CallClock(clock))
    }

    @Test("calls start in the order in which they came, as time allows")
    func rate() async throws {
        let limiter = try limiter(requests: .perMinute(60, burst: 1))
        let staged = StagedModel(always: .answer())
        let model = staged.with(limiter)
        try await withThrowingTaskGroup { group in
            for number in 0..<5 {
                group.addTask { _ = try await model.generate([.user("\(number)")]) }
                await until { limiter.load.waiting == number && staged.journal.begun.count == 1 }
            }
            for started in 2...5 {
                #expect(clock.sleeperCount == 1)
                clock.advance(by: .milliseconds(999))
                #expect(staged.journal.begun.count == started - 1)
                clock.advance(by: .milliseconds(1))
                await until { staged.journal.begun.count == started && limiter.load.waiting == 5 - started }
            }
            try await group.waitForAll()
        }
        #expect(staged.journal.begun == ["0", "1", "2", "3", "4"])
        await until { clock.sleeperCount == 0 }
    }

    @Test("one limiter before two models allows both together what it allows")
    func shared() async throws {
        let limiter = try limiter(concurrency: 1)
        let latch = Latch()
        let one = StagedModel(always: [.wait(latch)] + .answer())
        let two = StagedModel(always: .answer("two"))
        async let first = one.with(limiter).generate([.user("")])
        await until { one.journal.open == 1 }
        async let second = two.with(limiter).generate([.user("")])
        await until { limiter.load.waiting == 1 }
        #expect(limiter.load == RateLimiter.Load(running: 1, waiting: 1, pause: nil))
        #expect(two.journal.begun.isEmpty)
        latch.open()
        _ = try await (first, second)
        #expect(limiter.load.running == 0)
    }

    @Test("a cancelled task leaves the line at once, and the others keep their places")
    func cancelledWaiter() async throws {
        let limiter = try limiter(concurrency: 1)
        let latch = Latch()
        let staged = StagedModel { number, _ in (number == 0 ? [.wait(latch)] : []) + .answer() }
        let model = staged.with(limiter)
        let tasks = await tasks(4, before: model, limiter)
        tasks[1].cancel()
        await #expect(throws: CancellationError.self) { try await tasks[1].value }
        #expect(limiter.load.waiting == 2)
        latch.open()
        for number in [0, 2, 3] { try await tasks[number].value }
        #expect(staged.journal.begun == ["0", "2", "3"])
        #expect(limiter.load == RateLimiter.Load(running: 0, waiting: 0, pause: nil))
    }

    /// Begins so many calls, one after the other, the first of which runs.
    private func tasks(
        _ count: Int, before model: MiddlewareModel, _ limiter: RateLimiter
    ) async -> [Task<Void, any Error>] {
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<count {
            tasks.append(Task { _ = try await model.generate([.user("\(number)")]) })
            await until { limiter.load.waiting == number && limiter.load.running == 1 }
        }
        return tasks
    }

    @Test("a task that was cancelled before it came takes nothing")
    func cancelledBefore() async throws {
        let limiter = try limiter(requests: .perMinute(60, burst: 1))
        let staged = StagedModel(always: .answer())
        let model = staged.with(limiter)
        let latch = Latch()
        let task = Task {
            try? await latch.wait()
            _ = try await model.generate([.user("")])
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        _ = try await model.generate([.user("")])
        #expect(staged.journal.begun.count == 1)
    }

    @Test("a task that is cancelled just as it comes takes nothing, whether it would start or wait")
    func cancelledMeanwhile() async throws {
        let limiter = try RateLimiter(
            requests: .perMinute(1, burst: 1), tokens: .perMinute(1, burst: 5), queueLimit: .off,
            estimate: { call in
                if call.messages[0].text == "cancelled" { withUnsafeCurrentTask { $0?.cancel() } }
                return 5
            }, clock: CallClock(clock))
        let model = StagedModel(always: .answer()).with(limiter)
        for _ in 1...2 {
            let task = Task { _ = try await model.generate([.user("cancelled")]) }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        _ = try await model.generate([.user("")])
        let late = Task { _ = try await model.generate([.user("cancelled")]) }
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(limiter.load == RateLimiter.Load(running: 0, waiting: 0, pause: nil))
    }

    @Test("a wait that is too long ends in an error that names the limit")
    func queueLimit() async throws {
        let limiter = try limiter(concurrency: 1, queueLimit: .seconds(10))
        let model = StagedModel(always: [.hang]).with(limiter)
        let tasks = await tasks(2, before: model, limiter)
        clock.advance(by: .seconds(10))
        let error = await failure { try await tasks[1].value } as? LLMError
        #expect(error?.code == .timeout)
        #expect(error?.timeout?.limit == .queue)
        #expect(error?.timeout?.value == .seconds(10))
        #expect(error?.timeout?.elapsed == .seconds(10))
        #expect(error?.cause as? CallRefusal == .waitTooLong)
        tasks[0].cancel()
        await #expect(throws: CancellationError.self) { try await tasks[0].value }
        #expect(limiter.load.running == 0)
    }

    @Test("a call's own limit on the wait goes before the limiter's")
    func ownQueueLimit() async throws {
        let limiter = try limiter(concurrency: 1, queueLimit: .seconds(10))
        let model = StagedModel(always: [.hang]).with(limiter)
        let first = await tasks(1, before: model, limiter)
        let options = GenerateOptions(limits: TimeLimits(queue: .seconds(2)))
        let task = Task { _ = try await model.generate([.user("")], options: options) }
        await until { limiter.load.waiting == 1 }
        clock.advance(by: .seconds(2))
        let error = await failure { try await task.value } as? LLMError
        #expect(error?.timeout?.value == .seconds(2))
        first[0].cancel()
    }

    @Test("the limit on a whole call runs while it waits")
    func totalLimit() async throws {
        let limiter = try limiter(concurrency: 1)
        let latch = Latch()
        let staged = StagedModel { number, _ in number == 0 ? [.wait(latch)] + .answer() : .answer() }
        let model = staged.with(limiter)
        let options = GenerateOptions(limits: TimeLimits(total: .seconds(10)))
        let first = await tasks(1, before: model, limiter)
        let late = Task { _ = try await model.generate([.user("")], options: options) }
        await until { limiter.load.waiting == 1 }
        clock.advance(by: .seconds(10))
        let error = await failure { try await late.value } as? LLMError
        #expect(error?.timeout?.limit == .total)
        let patient = Task { _ = try await model.generate([.user("")], options: options) }
        await until { limiter.load.waiting == 1 }
        clock.advance(by: .seconds(4))
        latch.open()
        try await patient.value
        try await first[0].value
        #expect(staged.journal.options.last?.limits.total == .seconds(6))
    }

    @Test("a line that is full refuses at once")
    func lineFull() async throws {
        let limiter = try limiter(concurrency: 1, maximumWaiting: 1)
        let model = StagedModel(always: [.hang]).with(limiter)
        let tasks = await tasks(2, before: model, limiter)
        let error = await failure { _ = try await model.generate([.user("")]) } as? LLMError
        #expect(error?.code == .rateLimited)
        #expect(error?.cause as? CallRefusal == .queueFull)
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
        #expect(limiter.load == RateLimiter.Load(running: 0, waiting: 0, pause: nil))
    }

    @Test("values that allow nothing are refused")
    func configuration() throws {
        #expect(throws: LLMError.self) { try RateLimiter(requests: .perMinute(0)) }
        #expect(throws: LLMError.self) { try RateLimiter(requests: .perMinute(1, burst: 0)) }
        #expect(throws: LLMError.self) { try RateLimiter(tokens: .perMinute(.max)) }
        #expect(throws: LLMError.self) { try RateLimiter(concurrency: 0) }
        #expect(throws: LLMError.self) { try RateLimiter(maximumWaiting: -1) }
        #expect(RateLimiter.Rate.perMinute(600).burst == 60)
        #expect(RateLimiter.Rate.perMinute(5).burst == 1)
    }
}
