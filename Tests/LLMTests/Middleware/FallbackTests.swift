import LLM
import TestSupport
import Testing

@Suite("A fallback")
struct FallbackTests {
    private let good = StepModel(.answer("b"), id: "good")

    private func failing(_ code: LLMError.Code, id: String = "bad") -> StepModel { StepModel([.fail(code)], id: id) }

    private func answer(_ model: some ChatModel, _ isStreamed: Bool, _ options: GenerateOptions = GenerateOptions())
        async throws -> ChatResponse
    {
        if isStreamed { return try await model.stream(question, options: options).collect() }
        return try await model.generate(question, options: options)
    }

    @Test(
        arguments: [LLMError.Code.overloaded, .rateLimited, .server, .timeout, .connect, .truncated], [false, true])
    func asksTheNextModelAfter(code: LLMError.Code, isStreamed: Bool) async throws {
        let bad = failing(code)
        let response = try await answer(bad.with(Fallback(to: [good])), isStreamed)
        #expect(response.text == "b")
        #expect(response.metadata.answeringModel == "good")
        #expect(bad.log.calls.count == 1)
    }

    @Test(
        arguments: [
            LLMError.Code.invalidRequest, .authentication, .permission, .notFound, .budget, .cancelled, .malformed,
            .configuration,
        ], [false, true])
    func stopsAfter(code: LLMError.Code, isStreamed: Bool) async throws {
        let error = await llmError { _ = try await answer(failing(code).with(Fallback(to: [good])), isStreamed) }
        #expect(error?.code == code)
        #expect(error?.modelID == "bad")
        #expect(error?.previousFailures.isEmpty == true)
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [false, true])
    func leavesAModelThatAnswersAlone(isStreamed: Bool) async throws {
        let response = try await answer(StepModel(.answer("a"), id: "first").with(Fallback(to: [good])), isStreamed)
        #expect(response.text == "a")
        #expect(response.metadata.answeringModel == "first")
        #expect(response.metadata.status == 200)
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [false, true])
    func asksAfterAnErrorThatMayHealWhateverItsClass(isStreamed: Bool) async throws {
        let odd = StepModel([.fail(LLMError(.malformed, "odd", isRetryable: true))])
        let final = StepModel([.fail(LLMError(.server, "not implemented", isRetryable: false))])
        #expect(try await answer(odd.with(Fallback(to: [good])), isStreamed).text == "b")
        #expect(try await answer(final.with(Fallback(to: [good])), isStreamed).text == "b")
    }

    @Test(arguments: [false, true])
    func asksWhenItsConditionSays(isStreamed: Bool) async throws {
        let fallback = Fallback(to: [good], when: { $0.code == .notFound })
        #expect(try await answer(failing(.notFound).with(fallback), isStreamed).text == "b")
        #expect(await code { _ = try await answer(failing(.server).with(fallback), isStreamed) } == .server)
    }

    @Test(arguments: [false, true])
    func keepsAllErrorsInOrder(isStreamed: Bool) async throws {
        let model = failing(.server, id: "one").with(
            Fallback(to: [failing(.overloaded, id: "two"), failing(.timeout, id: "three")]))
        let error = try #require(await llmError { _ = try await answer(model, isStreamed) })
        #expect(error.code == .timeout)
        #expect(error.modelID == "three")
        #expect(error.previousFailures.map(\.modelID) == ["one", "two"])
        #expect(error.previousFailures.map(\.code) == [.server, .overloaded])
        #expect("\(error)" == "timeout: timeout, after one (server), two (overloaded)")
    }

    @Test(arguments: [false, true])
    func keepsEarlierErrorsWhenALaterOneStopsIt(isStreamed: Bool) async throws {
        let model = failing(.server, id: "one").with(Fallback(to: [failing(.authentication, id: "two"), good]))
        let error = try #require(await llmError { _ = try await answer(model, isStreamed) })
        #expect(error.code == .authentication)
        #expect(error.previousFailures.map(\.code) == [.server])
        #expect(good.log.calls.isEmpty)
    }

    @Test func holdsBackWhatCarriesNoContent() async throws {
        let model = StepModel([.role, .role, .fail(.server)]).with(Fallback(to: [good]))
        var chunks: [ChatChunk] = []
        for try await chunk in model.stream(question) { chunks.append(chunk) }
        #expect(chunks.count == 3)
        #expect(chunks.map(\.delta) == ["", "b", ""])
    }

    @Test func passesOnAllChunksOfTheOneThatAnswers() async throws {
        let direct = try await chunks(of: good.stream(question))
        let through = try await chunks(of: failing(.server).with(Fallback(to: [good])).stream(question))
        #expect(through == direct)
    }

    @Test func holdsBackOnlySoMuch() async throws {
        let steps = Array(repeating: StepModel.Step.role, count: 64) + [.fail(.server)]
        let model = StepModel(steps).with(Fallback(to: [good]))
        var count = 0
        let error = await llmError { for try await _ in model.stream(question) { count += 1 } }
        #expect(error?.code == .server)
        #expect(count == 64)
    }

    @Test func doesNotBeginAnAnswerAgain() async throws {
        let model = StepModel([.role, .text("a"), .fail(.server)]).with(Fallback(to: [good]))
        var text = ""
        let error = await llmError { for try await chunk in model.stream(question) { text += chunk.delta } }
        #expect(error?.code == .server)
        #expect(text == "a")
        #expect(good.log.calls.isEmpty)
    }

    @Test func doesNotPayTwiceForAWholeAnswerThatWasCut() async throws {
        var error = LLMError(.truncated, "cut")
        error.partial = ChatResponse(choices: [Choice(index: 0, message: .assistant("a"))])
        let model = StepModel([.fail(error)]).with(Fallback(to: [good]))
        #expect(await llmError { _ = try await model.generate(question) }?.partial?.text == "a")
        #expect(good.log.calls.isEmpty)
    }

    @Test func acceptsAnAnswerWithoutContent() async throws {
        let chunks = try await chunks(of: StepModel([.role, .finish()]).with(Fallback(to: [good])).stream(question))
        #expect(chunks.count == 2)
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [false, true])
    func neverFollowsACancellation(isStreamed: Bool) async throws {
        let error = await cancelled { [good] reached in
            let model = StepModel([.role, .run { reached() }, .hang]).with(Fallback(to: [good]))
            _ = try await answer(model, isStreamed)
        }
        #expect(error is CancellationError)
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [false, true])
    func asksNobodyForACancelledTask(isStreamed: Bool) async throws {
        let error = await cancelled { [good] reached in
            // A model that answers its cancellation with a failure.
            let model = StepModel([
                .run {
                    reached()
                    try? await Mailslot<Void>().take()
                }, .fail(.server),
            ])
            _ = try await answer(model.with(Fallback(to: [good])), isStreamed)
        }
        #expect(error is CancellationError)
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [false, true])
    func leavesErrorsOfOtherTypesAsTheyAre(isStreamed: Bool) async throws {
        struct Own: Error {}
        let model = StepModel([.fail(Own())]).with(Fallback(to: [good]))
        await #expect(throws: Own.self) { try await answer(model, isStreamed) }
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [false, true])
    func givesEachModelTheTools(isStreamed: Bool) async throws {
        let bad = failing(.server)
        _ = try await answer(bad.with(Fallback(to: [good])).bindTools([weather]), isStreamed)
        #expect(bad.log.calls.map(\.tools) == [[weather]])
        #expect(good.log.calls.map(\.tools) == [[weather]])
        _ = try await answer(bad.bindTools([weather]).with(Fallback(to: [good])), isStreamed)
        #expect(good.log.calls.map(\.tools) == [[weather], [weather]])
    }

    @Test(arguments: [false, true])
    func hasOneDeadlineForAllModels(isStreamed: Bool) async throws {
        let clock = ManualClock()
        func slow(_ seconds: Int, id: String) -> StepModel {
            StepModel([.run { clock.advance(by: .seconds(seconds)) }, .fail(.server)], id: id)
        }
        let (one, two) = (slow(4, id: "one"), slow(6, id: "two"))
        let model = one.with(Fallback(to: [two, good], total: .seconds(99), clock: CallClock(clock)))
        let options = GenerateOptions(limits: TimeLimits(total: .seconds(10)))
        let error = try #require(await llmError { _ = try await answer(model, isStreamed, options) })
        #expect(error.modelID == "two")
        #expect(error.previousFailures.map(\.modelID) == ["one"])
        #expect(one.log.calls.map(\.options.limits.total) == [.seconds(10)])
        #expect(two.log.calls.map(\.options.limits.total) == [.seconds(6)])
        #expect(good.log.calls.isEmpty)
    }

    @Test(arguments: [TimeLimit.inherit, .off, .seconds(30)])
    func takesItsOwnDeadlineWhereTheCallHasNone(total: TimeLimit) async throws {
        let model = failing(.server).with(Fallback(to: [good], total: total, clock: CallClock(ManualClock())))
        _ = try await model.generate(question)
        #expect(good.log.calls.map(\.options.limits.total) == [total])
        #expect(good.log.calls.map(\.options.limits.idle) == [.inherit])
    }

    @Test func endsTheModelThatAnswersWhenItIsLeft() async throws {
        let bad = StepModel([.role, .fail(.server)])
        let stream = bad.with(Fallback(to: [good])).stream(question)
        for try await chunk in stream where chunk.delta == "b" {
            #expect(bad.log.running == 0)
            #expect(good.log.running == 1)
            break
        }
        #expect(good.log.running == 0)
        #expect(stream.metadata.answeringModel == "good")
    }

    @Test func asksNobodyForAStreamThatIsNeverIterated() {
        _ = good.with(Fallback(to: [good])).stream(question).makeAsyncIterator()
        #expect(good.log.calls.isEmpty)
    }

    @Test func namesTheInnermostModel() async throws {
        let router = try ModelRouter([good])
        let response = try await failing(.server).with(Fallback(to: [router])).generate(question)
        #expect(response.metadata.answeringModel == "good")
        let nested = failing(.server, id: "one").with(Fallback(to: [failing(.server, id: "two")]))
            .with(Fallback(to: [failing(.connect, id: "three")]))
        let error = try #require(await llmError { _ = try await nested.generate(question) })
        #expect(error.modelID == "three")
        #expect(error.previousFailures.map(\.modelID) == ["two"])
        #expect(error.previousFailures.first?.previousFailures.map(\.modelID) == ["one"])
    }
}

private func chunks(of stream: ChatStream) async throws -> [ChatChunk] {
    var chunks: [ChatChunk] = []
    for try await chunk in stream { chunks.append(chunk) }
    return chunks
}
