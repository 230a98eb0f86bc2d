import LLM
import Testing

@Suite("Asking a second time when the first content is late", .timeLimit(.minutes(1)))
struct HedgeTests {
    private let clock = HeldClock()

    private func hedge(to other: (any ChatModel)? = nil, share: Double = 0, burst: Int = 10) throws -> Hedge {
        try Hedge(after: .seconds(2), to: other, share: share, burst: burst, clock: CallClock(clock))
    }

    /// What the call of either kind answers.
    private func text(_ model: some ChatModel, streamed: Bool) async throws -> String {
        guard streamed else { return try await model.generate([.user("")]).text }
        return try await model.stream([.user("")]).collect().text
    }

    @Test("a first content in time is all there is", arguments: [false, true])
    func inTime(streamed: Bool) async throws {
        let staged = StagedModel(always: .answer("one"))
        #expect(try await text(staged.with(hedge()), streamed: streamed) == "one")
        #expect(staged.journal.begun.count == 1)
        #expect(clock.sleeperCount == 0)
    }

    @Test("when the first is late, the second wins, and the first has ended by then", arguments: [false, true])
    func late(streamed: Bool) async throws {
        let staged = StagedModel { number, _ in number == 0 ? [.role, .hang] : .answer("two") }
        let model = staged.with(try hedge())
        async let answer = text(model, streamed: streamed)
        await until { clock.sleeperCount == 1 && staged.journal.open == 1 }
        clock.advance(by: .seconds(2))
        #expect(try await answer == "two")
        #expect(staged.journal.begun.count == 2)
        #expect(staged.journal.open == 0)
    }

    @Test("when the first is late but sooner, it wins, and the second has ended by then", arguments: [false, true])
    func lateButSooner(streamed: Bool) async throws {
        let latch = Latch()
        let staged = StagedModel { number, _ in number == 0 ? [.role, .wait(latch)] + .answer("one") : [.role, .hang] }
        let model = staged.with(try hedge())
        async let answer = text(model, streamed: streamed)
        await until { clock.sleeperCount == 1 && staged.journal.open == 1 }
        clock.advance(by: .seconds(2))
        await until { staged.journal.open == 2 }
        latch.open()
        #expect(try await answer == "one")
        #expect(staged.journal.open == 0)
    }

    @Test("the second may be another model, and the metadata are the winner's")
    func otherModel() async throws {
        let slow = StagedModel("slow", always: [.hang])
        let other = StagedModel("other", attempts: 7, always: .answer("other"))
        let stream = slow.with(try hedge(to: other)).stream([.user("")])
        async let answer = stream.collect()
        await until { clock.sleeperCount == 1 }
        clock.advance(by: .seconds(2))
        #expect(try await answer.text == "other")
        #expect(stream.metadata.attempts == 7)
        #expect(slow.journal.open == 0)
    }

    @Test("the chunks before the first content are passed on in order, and only once")
    func withheld() async throws {
        let steps = Array(repeating: StagedModel.Step.role, count: 3) + .answer("one") + [.text("two")]
        let model = StagedModel(always: steps).with(try hedge())
        var chunks: [ChatChunk] = []
        for try await chunk in model.stream([.user("")]) { chunks.append(chunk) }
        #expect(chunks.map(\.delta) == ["", "", "", "", "one", "", "two"])
    }

    @Test("a stream that is alive without content is not waited for without end")
    func manyWithoutContent() async throws {
        let staged = StagedModel(always: Array(repeating: .role, count: 100) + [.hang])
        var iterator = staged.with(try hedge()).stream([.user("")]).makeAsyncIterator()
        for _ in 1...100 { #expect(try await iterator.next() != nil) }
        #expect(staged.journal.begun.count == 1)
    }

    @Test("an answer without content wins too", arguments: [false, true])
    func empty(streamed: Bool) async throws {
        #expect(try await text(StagedModel(always: [.finish()]).with(hedge()), streamed: streamed) == "")
    }

    @Test("a quick failure that may pass starts the second at once", arguments: [false, true])
    func quickFailure(streamed: Bool) async throws {
        let staged = StagedModel { number, _ in number == 0 ? [.failure(.server)] : .answer("two") }
        #expect(try await text(staged.with(hedge()), streamed: streamed) == "two")
        #expect(staged.journal.begun.count == 2)
    }

    @Test("a failure that stays is no reason to ask again; nor is a model that has enough to do")
    func noSecond() async throws {
        let failures: [StagedModel.Step] = [
            .failure(.invalidRequest), .failure(.rateLimited), .failure(.server, retryAfter: .seconds(1)),
            .fail(LLMError(.overloaded, "", cause: CallRefusal.circuitOpen)), .fail(CancellationError()),
        ]
        for step in failures {
            let staged = StagedModel(always: [step])
            let model = staged.with(try hedge())
            #expect(await failure { _ = try await model.generate([.user("")]) } != nil)
            #expect(staged.journal.begun.count == 1)
        }
        let full = StagedModel(always: [.failure(.rateLimited, retryAfter: .seconds(9))])
        #expect(try await text(full.with(hedge(to: StagedModel(always: .answer("other")))), streamed: false) == "other")
    }

    @Test("when both fail, the error is the first one's and keeps the second's", arguments: [false, true])
    func bothFail(streamed: Bool) async throws {
        let staged = StagedModel { number, _ in [.role, .failure(number == 0 ? .server : .overloaded)] }
        let model = staged.with(try hedge())
        let error = await failure { _ = try await text(model, streamed: streamed) } as? LLMError
        #expect(error?.code == .server)
        let failures = try #require(error?.cause as? Hedge.Failures)
        #expect((failures.first as? LLMError)?.code == .server)
        #expect((failures.second as? LLMError)?.code == .overloaded)
    }

    @Test("when the second fails first, the first is still the first")
    func secondFailsFirst() async throws {
        let latch = Latch()
        let staged = StagedModel { number, _ in
            number == 0 ? [.wait(latch), .failure(.server)] : [.failure(.overloaded)]
        }
        let model = staged.with(try hedge())
        async let error = failure { _ = try await model.generate([.user("")]) } as? LLMError
        await until { clock.sleeperCount == 1 && staged.journal.open == 1 }
        clock.advance(by: .seconds(2))
        await until { staged.journal.begun.count == 2 && staged.journal.open == 1 }
        latch.open()
        #expect(await error?.code == .server)
    }

    @Test("a failure after the first content is the caller's, and nobody is asked again")
    func failureAfterContent() async throws {
        let staged = StagedModel(always: [.text("a"), .failure(.truncated)])
        let model = staged.with(try hedge())
        let notes = OrderedNotes<String>()
        let error = await failure { for try await chunk in model.stream([.user("")]) { notes.add(chunk.delta) } }
        #expect((error as? LLMError)?.code == .truncated)
        #expect(notes.all == ["a"])
        #expect(staged.journal.begun.count == 1)
    }

    @Test("no more calls are doubled than the budget allows")
    func budget() async throws {
        let staged = StagedModel(always: [.failure(.server)])
        let model = staged.with(try hedge(share: 0.25, burst: 2))
        for _ in 1...12 { _ = await failure { _ = try await model.generate([.user("")]) } }
        #expect(staged.journal.begun.count == 12 + 2 + 2)
    }

    @Test("without a budget a late call is waited for")
    func noBudget() async throws {
        let latch = Latch()
        let staged = StagedModel { number, _ in number == 0 ? [.failure(.server)] : [.wait(latch)] + .answer("late") }
        let model = staged.with(try hedge(share: 0, burst: 1))
        async let first = model.generate([.user("")])
        await until { staged.journal.begun.count == 2 }
        async let second = model.generate([.user("")])
        await until { staged.journal.begun.count == 3 && clock.sleeperCount == 2 }
        clock.advance(by: .seconds(2))
        await until { clock.sleeperCount == 0 }
        latch.open()
        #expect(try await (first.text, second.text) == ("late", "late"))
        #expect(staged.journal.begun.count == 3)
    }

    @Test("a cancelled task ends both, and starts nothing", arguments: [false, true])
    func cancelled(streamed: Bool) async throws {
        let staged = StagedModel(always: [.role, .hang])
        let model = staged.with(try hedge())
        for running in 1...2 {
            let task = Task { _ = try await text(model, streamed: streamed) }
            await until { clock.sleeperCount == 1 && staged.journal.open == 1 }
            if running == 2 { clock.advance(by: .seconds(2)) }
            await until { staged.journal.open == running }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(staged.journal.open == 0)
        }
        #expect(staged.journal.begun.count == 3)
        #expect(clock.sleeperCount == 0)
    }

    @Test("a stream that is left ends its call, though the stream itself is kept")
    func left() async throws {
        let staged = StagedModel(always: .answer() + [.hang])
        let stream = staged.with(try hedge()).stream([.user("")])
        for try await chunk in stream where chunk.hasContent { break }
        // The child task of the race may hold the winner a moment longer.
        await until { staged.journal.open == 0 }
        withExtendedLifetime(stream) {}
    }

    @Test("nothing is asked for a stream that nobody iterates")
    func notIterated() throws {
        let staged = StagedModel(always: .answer())
        _ = staged.with(try hedge()).stream([.user("")]).makeAsyncIterator()
        #expect(staged.journal.begun.isEmpty)
    }

    @Test("values out of range are refused")
    func configuration() {
        #expect(throws: LLMError.self) { try Hedge(after: .seconds(-1)) }
        #expect(throws: LLMError.self) { try Hedge(after: .seconds(1), share: 1.1) }
        #expect(throws: LLMError.self) { try Hedge(after: .seconds(1), share: .nan) }
        #expect(throws: LLMError.self) { try Hedge(after: .seconds(1), burst: 0) }
    }
}
