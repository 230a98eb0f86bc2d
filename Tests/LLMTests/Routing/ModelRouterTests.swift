import LLM
import TestSupport
import Testing

@Suite("A router")
struct ModelRouterTests {
    private let models = ["a", "b"].map { StepModel(.answer($0, "!"), id: $0) }

    @Test func needsAModel() async {
        let error = await llmError { _ = try ModelRouter([]) }
        #expect(error?.code == .configuration)
    }

    @Test func isNamedAfterItsModels() throws {
        #expect(try ModelRouter(models).modelID == "a|b")
        #expect(try ModelRouter([models[0]]).modelID == "a")
        #expect(try ModelRouter([models[0], models[0], models[1]]).modelID == "a|b")
    }

    @Test func saysWhoAnswered() async throws {
        let router = try ModelRouter(models)
        #expect(try await router.generate(question).metadata.answeringModel == "a")
        let stream = router.stream(question)
        #expect(try await stream.collect().text == "b!")
        #expect(stream.metadata.answeringModel == "b")
        #expect(stream.metadata.status == 200)
    }

    @Test func saysWhoFailed() async throws {
        let router = try ModelRouter([StepModel([.text("x"), .fail(.server)], id: "bad")])
        #expect(await llmError { _ = try await router.generate(question) }?.modelID == "bad")
        #expect(await llmError { _ = try await router.stream(question).collect() }?.modelID == "bad")
        #expect(router.candidates.map(\.inFlight) == [0])
        #expect(router.candidates.map(\.callCount) == [2])
    }

    @Test func bindsToolsToAll() async throws {
        let router = try ModelRouter(models)
        let bound = router.bindTools([weather])
        for _ in 0..<2 { _ = try await bound.generate(question) }
        _ = try await router.generate(question)
        #expect(models.map { $0.log.calls.map(\.tools) } == [[[weather], []], [[weather]]])
        #expect(bound.boundTools == [weather])
        #expect(router.boundTools == nil)
        #expect(bound.candidates == router.candidates)
    }

    @Test func leavesTheirOwnToolsWhereNoneAreBound() async throws {
        let router = try ModelRouter([models[0].bindTools([weather]), models[1]])
        for _ in 0..<2 { _ = try await router.with(ModelHooks()).generate(question) }
        #expect(models.map { $0.log.calls.map(\.tools) } == [[[weather]], [[]]])
    }

    @Test func givesTheNextCallToTheLeastLoaded() async throws {
        let router = try ModelRouter(models, strategy: .leastLoaded)
        var first = router.stream(question).makeAsyncIterator()
        _ = try await first.next(isolation: nil)
        #expect(router.candidates.map(\.inFlight) == [1, 0])
        for _ in 0..<3 { #expect(try await router.generate(question).metadata.answeringModel == "b") }
        while try await first.next(isolation: nil) != nil {}
        #expect(router.candidates.map(\.inFlight) == [0, 0])
        #expect(try await router.generate(question).metadata.answeringModel == "a")
    }

    @Test func countsAStreamUntilItIsLeft() async throws {
        let router = try ModelRouter(models, strategy: .leastLoaded)
        let stream = router.stream(question)
        for try await _ in stream {
            #expect(router.candidates.map(\.inFlight) == [1, 0])
            break
        }
        #expect(router.candidates.map(\.inFlight) == [0, 0])
        #expect(stream.metadata.answeringModel == "a")
    }

    @Test func countsAStreamUntilItsLastChunk() async throws {
        let router = try ModelRouter(models)
        var iterator = router.stream(question).makeAsyncIterator()
        while try await iterator.next(isolation: nil) != nil { #expect(router.candidates[0].inFlight == 1) }
        #expect(router.candidates[0].inFlight == 0)
        withExtendedLifetime(iterator) {}
    }

    @Test(arguments: [false, true])
    func countsACallUntilItIsCancelled(isStreamed: Bool) async throws {
        let reached = Mailslot<Void>()
        let router = try ModelRouter([StepModel([.text("x"), .run { reached.put(()) }, .hang])])
        let task = Task {
            if isStreamed { return try await router.stream(question).collect() }
            return try await router.generate(question)
        }
        try await reached.take()
        #expect(router.candidates[0].inFlight == 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(router.candidates[0].inFlight == 0)
    }

    @Test func holdsNothingForAStreamThatIsNeverIterated() throws {
        let router = try ModelRouter(models)
        _ = router.stream(question).makeAsyncIterator()
        #expect(router.candidates.map(\.callCount) == [0, 0])
    }

    @Test func givesBackWhatAStreamHoldsThatWhatStandsBelowNeverBegins() async throws {
        let refusing = models[0].with(ClosureMiddleware { _, _ in throw LLMError(.budget, "no") })
        let router = try ModelRouter([refusing])
        #expect(await code { _ = try await router.stream(question).collect() } == .budget)
        #expect(router.candidates.map(\.inFlight) == [0])
    }

    @Test func asksAnyStrategy() async throws {
        let router = try ModelRouter(models) { call, candidates in
            #expect(candidates.map(\.modelID) == ["a", "b"])
            return call.messages.count > 1 ? 1 : 0
        }
        #expect(try await router.generate(question).text == "a!")
        #expect(try await router.generate(question + question).text == "b!")
        #expect(try await router.stream(question + question).collect().text == "b!")
    }

    @Test(arguments: [-1, 2])
    func refusesAChoiceThatIsNone(choice: Int) async throws {
        let router = try ModelRouter(models) { _, _ in choice }
        #expect(await code { _ = try await router.generate(question) } == .configuration)
        #expect(await code { _ = try await router.stream(question).collect() } == .configuration)
    }

    @Test func passesOnWhatAStrategyThrows() async throws {
        let router = try ModelRouter(models) { _, _ in throw LLMError(.budget, "none is cheap enough") }
        #expect(await code { _ = try await router.generate(question) } == .budget)
        #expect(await code { _ = try await router.stream(question).collect() } == .budget)
    }

    @Test func sharesManyCallsAtOnceExactly() async throws {
        let router = try ModelRouter(models, strategy: .weighted([3, 1]))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                group.addTask {
                    if number.isMultiple(of: 2) {
                        _ = try await router.generate(question)
                    } else {
                        for try await _ in router.stream(question) where number.isMultiple(of: 3) { break }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(router.candidates.map(\.callCount) == [300, 100])
        #expect(router.candidates.map(\.inFlight) == [0, 0])
        #expect(models.map(\.log.running) == [0, 0])
    }

    @Test func spreadsCallsThatRunAtOnce() async throws {
        let begun = Mailslot<Void>()
        let blocked = (0..<4).map { StepModel([.run { begun.put(()) }, .hang], id: "\($0)") }
        let router = try ModelRouter(blocked, strategy: .leastLoaded)
        let tasks = (0..<8).map { _ in Task { try await router.generate(question) } }
        for _ in tasks { try await begun.take() }
        #expect(router.candidates.map(\.inFlight) == [2, 2, 2, 2])
        for task in tasks { task.cancel() }
        for task in tasks { _ = await task.result }
        #expect(router.candidates.map(\.inFlight) == [0, 0, 0, 0])
    }

    @Test func fallsBackTogetherWithAFallback() async throws {
        let bad = StepModel([.fail(.overloaded)], id: "bad")
        let router = try ModelRouter([bad, models[0]]).with(Fallback(to: [models[1]]))
        #expect(try await router.generate(question).text == "b!")
        #expect(try await router.generate(question).text == "a!")
        let stream = router.stream(question)
        #expect(try await stream.collect().text == "b!")
        #expect(stream.metadata.answeringModel == "b")
    }
}
