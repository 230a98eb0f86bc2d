import LLM
import Testing

@Suite("What a rate limiter learns from answers", .timeLimit(.minutes(1)))
struct RateLimiterCorrectionTests {
    private let clock = HeldClock()

    /// A limiter by which nobody waits: whoever may not start is refused at once.
    private func limiter(
        requests: RateLimiter.Rate? = nil, tokens: RateLimiter.Rate? = nil, cooldown: Duration = .seconds(1)
    ) throws -> RateLimiter {
        try RateLimiter(
            requests: requests, tokens: tokens, maximumWaiting: 0, cooldown: cooldown,
            estimate: { Int($0.messages[0].text) ?? 0 }, clock: CallClock(clock))
    }

    /// Whether a call of so many tokens is let through.
    private func passes(_ limiter: RateLimiter, tokens: Int = 0) async throws -> Bool {
        let model = StagedModel(always: .answer(tokens: tokens)).with(limiter)
        do {
            _ = try await model.generate([.user("\(tokens)")])
            return true
        } catch let error as LLMError where error.cause is CallRefusal {
            return false
        }
    }

    private func call(
        _ limiter: RateLimiter, estimate: Int = 0, _ steps: [StagedModel.Step], streamed: Bool = false,
        attempts: Int = 1
    ) async {
        let model = StagedModel(attempts: attempts, always: steps).with(limiter)
        _ = await failure {
            if streamed {
                for try await _ in model.stream([.user("\(estimate)")]) {}
            } else {
                _ = try await model.generate([.user("\(estimate)")])
            }
        }
    }

    @Test("tokens that were not used are there again", arguments: [false, true])
    func credit(streamed: Bool) async throws {
        let limiter = try limiter(tokens: .perMinute(60, burst: 100))
        await call(limiter, estimate: 100, .answer(tokens: 30), streamed: streamed)
        #expect(try await !passes(limiter, tokens: 71))
        #expect(try await passes(limiter, tokens: 70))
    }

    @Test("tokens that were used beyond the estimate are waited for", arguments: [false, true])
    func debit(streamed: Bool) async throws {
        let limiter = try limiter(tokens: .perMinute(60, burst: 100))
        await call(limiter, estimate: 10, .answer(tokens: 150), streamed: streamed)
        clock.advance(by: .seconds(50))
        #expect(try await !passes(limiter, tokens: 1))
        clock.advance(by: .seconds(1))
        #expect(try await passes(limiter, tokens: 1))
    }

    @Test("without a reported usage the estimate stands, and so it does for a stream that is left")
    func estimateStands() async throws {
        let limiter = try limiter(tokens: .perMinute(60, burst: 100))
        await call(limiter, estimate: 60, .answer())
        let stream = StagedModel(always: .answer(tokens: 1)).with(limiter).stream([.user("40")])
        for try await _ in stream { break }
        #expect(try await !passes(limiter, tokens: 1))
    }

    @Test("what was never sent is given back; what was refused counts")
    func unsent() async throws {
        let limiter = try limiter(requests: .perMinute(1, burst: 1), tokens: .perMinute(1, burst: 100))
        await call(limiter, estimate: 100, [.failure(.connect)])
        await call(limiter, estimate: 100, [.failure(.configuration)])
        await call(limiter, estimate: 100, [.failure(.server)])
        #expect(try await !passes(limiter))
    }

    @Test("attempts that found no connection do not count")
    func unsentAttempts() async throws {
        let limiter = try limiter(requests: .perMinute(1, burst: 2))
        var error = LLMError(.server, "")
        error.previousAttempts = Array(repeating: LLMError.Attempt(code: .connect, message: ""), count: 5)
        await call(limiter, [.fail(error)])
        #expect(try await passes(limiter))
        #expect(try await !passes(limiter))
    }

    @Test("the partial answer of an error tells what was used")
    func partialUsage() async throws {
        let limiter = try limiter(tokens: .perMinute(60, burst: 100))
        var error = LLMError(.truncated, "cut")
        error.partial = ChatResponse(usage: Usage(input: 20, output: 10))
        await call(limiter, estimate: 100, [.fail(error)])
        #expect(try await passes(limiter, tokens: 70))
    }

    @Test(
        "repeated attempts of a call count as requests, whether it succeeded in the end or not",
        arguments: [false, true])
    func attempts(streamed: Bool) async throws {
        let limiter = try limiter(requests: .perMinute(60, burst: 6))
        await call(limiter, .answer(), streamed: true, attempts: 3)
        await call(limiter, [.failure(.server, attempts: 2)], streamed: streamed)
        #expect(try await passes(limiter))
        #expect(try await !passes(limiter))
    }

    @Test("a server that names a time is left alone by all until then")
    func hint() async throws {
        for code in [LLMError.Code.rateLimited, .overloaded] {
            let limiter = try limiter()
            await call(limiter, [.failure(code, retryAfter: .seconds(20))])
            #expect(limiter.load.pause == .seconds(20))
            let model = StagedModel(always: .answer()).with(limiter)
            clock.advance(by: .seconds(15))
            let error = await failure { _ = try await model.generate([.user("")]) } as? LLMError
            #expect(error?.code == .rateLimited)
            #expect(error?.retryAfter == .seconds(5))
            #expect(error?.cause as? CallRefusal == .paused)
            clock.advance(by: .seconds(5))
            #expect(try await passes(limiter))
        }
    }

    @Test("a rate limit without a time is a pause of the usual length, unless that is off")
    func cooldown() async throws {
        let cautious = try limiter(cooldown: .seconds(3))
        await call(cautious, [.failure(.rateLimited)])
        #expect(cautious.load.pause == .seconds(3))
        let bold = try limiter(cooldown: .zero)
        await call(bold, [.failure(.rateLimited)])
        await call(bold, [.failure(.overloaded)])
        await call(bold, [.failure(.server, retryAfter: .seconds(3))])
        #expect(bold.load.pause == nil)
    }

    @Test("a pause can be ended by hand")
    func resumed() async throws {
        let limiter = try limiter()
        await call(limiter, [.failure(.rateLimited, retryAfter: .seconds(3600))])
        #expect(try await !passes(limiter))
        limiter.resume()
        #expect(try await passes(limiter))
    }

    @Test("a call that waits is told at once when the pause is longer than it may wait")
    func pausedWaiter() async throws {
        let limiter = try RateLimiter(concurrency: 1, queueLimit: .seconds(10), clock: CallClock(clock))
        let latch = Latch()
        let staged = StagedModel(always: [.wait(latch), .failure(.rateLimited, retryAfter: .seconds(60))])
        let model = staged.with(limiter)
        let first = Task { _ = try await model.generate([.user("")]) }
        await until { staged.journal.open == 1 }
        let second = Task { _ = try await model.generate([.user("")]) }
        await until { limiter.load.waiting == 1 }
        latch.open()
        let error = await failure { try await second.value } as? LLMError
        #expect(error?.retryAfter == .seconds(60))
        #expect(staged.journal.begun.count == 1)
        _ = await failure { try await first.value }
    }

    @Test("the estimate counts messages, tools and the longest answer")
    func estimate() async throws {
        let calls = OrderedNotes<Int>()
        let limiter = try RateLimiter(estimate: { call in
            calls.add(RateLimiter.estimatedTokens(call))
            return 0
        })
        let model = StagedModel(always: .answer()).with(limiter)
        let tool = ToolDefinition(name: "add", description: "Adds numbers.")
        let counter = EstimatingTokenCounter()
        let messages = [Message.system("12345"), .user("a question")]
        let sum = messages.reduce(0) { $0 + counter.count($1) }
        _ = try await model.generate(messages)
        _ = try await model.bindTools([tool]).generate(messages)
        _ = try await model.generate(messages, options: GenerateOptions(maxTokens: 100, n: 2))
        _ = try await model.generate(messages, options: GenerateOptions(maxTokens: .max, n: 2))
        #expect(calls.all == [sum, sum + counter.count(tool), sum + 200, .max])
        #expect(sum > 8)
    }
}
