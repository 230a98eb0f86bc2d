import LLM
import LLMTesting
import TestSupport
import Testing

struct ScriptedFailureTests {
    private let hello: [Message] = [.user("Hello?")]

    private func outcome(_ model: ScriptedModel) async -> (texts: [String], error: (any Error)?) {
        var texts: [String] = []
        do {
            for try await chunk in model.stream(hello) { texts.append(chunk.delta) }
        } catch {
            return (texts, error)
        }
        return (texts, nil)
    }

    @Test(arguments: 0...4)
    func failsAtTheChosenChunkWithWhatWasSaid(_ count: Int) async throws {
        let reply = ScriptedReply.text("One two three").failing(afterChunks: count, with: LLMError(.server, "broken"))
        let (texts, error) = await outcome(ScriptedModel(reply))
        let said = ["One", " two", " three", ""].prefix(count)
        #expect(texts == Array(said))
        let failure = try #require(error as? LLMError)
        #expect(failure.code == .server && failure.isRetryable)
        #expect(failure.partial?.text == (count == 0 ? nil : said.joined()))
        #expect(failure.partial?.metadata.status == (count == 0 ? nil : 200))
        #expect(failure.metadata?.status == (count == 0 ? nil : 200))
    }

    @Test func aFailedGenerateHasReceivedNothing() async throws {
        let model = ScriptedModel(
            ScriptedReply.text("One two").failing(afterChunks: 1, with: LLMError(.server, "broken")))
        let error = await #expect(throws: LLMError.self) { try await model.generate(hello) }
        #expect(error?.code == .server && error?.partial == nil)
    }

    @Test func mayFailAtOnceAndAnswerThen() async throws {
        let model = ScriptedModel(.failure(LLMError(.rateLimited, "slow down")), "Hi")
        let error = await #expect(throws: LLMError.self) { try await model.generate(hello) }
        #expect(error?.code == .rateLimited)
        #expect(try await model.generate(hello).text == "Hi")
    }

    @Test func anAnswerWithoutAFinishReasonIsCut() async throws {
        let replies: [ScriptedReply] = [
            .chunks([ChatChunk(choices: [ChoiceDelta(text: "One")])]), .text("One two").cut(afterChunks: 1),
        ]
        for reply in replies {
            let (texts, error) = await outcome(ScriptedModel(reply))
            #expect(texts == ["One"])
            let failure = error as? LLMError
            #expect(failure?.code == .truncated && failure?.partial?.text == "One")
        }
        let cut = ChatResponse(choices: [Choice(index: 0, message: .assistant("One"))])
        for reply in replies + [.response(cut), .chunks([])] {
            let error = await #expect(throws: LLMError.self) { try await ScriptedModel(reply).generate(hello) }
            #expect(error?.code == .truncated)
        }
    }

    @Test func afterAnErrorAStreamIsOver() async throws {
        let model = ScriptedModel(ScriptedReply.text("One two").cut(afterChunks: 1))
        var iterator = model.stream(hello).makeAsyncIterator()
        #expect(try await iterator.next(isolation: nil)?.delta == "One")
        await #expect(throws: LLMError.self) { try await iterator.next(isolation: nil) }
        #expect(try await iterator.next(isolation: nil) == nil)
    }

    @Test func waitsOnTheGivenClock() async throws {
        let clock = ManualClock()
        let reply = ScriptedReply.text("One two three").paced(by: .seconds(2)).delayed(by: .seconds(60))
        let model = ScriptedModel(reply, repeatsLast: true, clock: CallClock(clock))
        #expect(try await model.stream(hello).collect().text == "One two three")
        #expect(clock.sleeps == [.seconds(60), .seconds(2), .seconds(2), .seconds(2)])
        _ = try await model.generate(hello)
        #expect(clock.sleeps.count == 8)
    }

    @Test func aCancelledDelayEndsAsCancelled() async {
        let clock = ManualClock { withUnsafeCurrentTask { $0?.cancel() } }
        let model = ScriptedModel(
            ScriptedReply.text("One two").paced(by: .seconds(60)), repeatsLast: true, clock: CallClock(clock))
        await #expect(throws: CancellationError.self) { try await Task { try await model.generate(hello) }.value }
        await #expect(throws: CancellationError.self) {
            try await Task { try await model.stream(hello).collect() }.value
        }
        #expect(clock.sleeps.isEmpty)
    }

    @Test func aCancelledWaitEndsAsCancelled() async throws {
        let (reached, never) = (Mailslot<Void>(), Mailslot<Void>())
        let model = ScriptedModel(
            ScriptedReply.text("One two").waiting(afterChunks: 1) {
                reached.put(())
                try await never.take()
            })
        let task = Task { try await model.stream(hello).collect() }
        try await reached.take()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aCancelledTaskTakesNoAnswer() async {
        let model = ScriptedModel("Hi")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await model.generate(hello)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(model.calls.isEmpty)
    }

    @Test func waitsForWhatTheTestDecides() async throws {
        let (reached, release) = (Mailslot<Void>(), Mailslot<Void>())
        let reply = ScriptedReply.text("One two").waiting(afterChunks: 1) {
            reached.put(())
            try await release.take()
        }
        let model = ScriptedModel(reply)
        var iterator = model.stream(hello).makeAsyncIterator()
        #expect(try await iterator.next(isolation: nil)?.delta == "One")
        release.put(())
        #expect(try await iterator.next(isolation: nil)?.delta == " two")
        try await reached.take()
    }

    @Test func metadataIsAsScripted() async throws {
        var metadata = ResponseMetadata(status: 206, requestID: "r", attempts: 3)
        metadata.headers = [.init(name: "x-note", value: "v")]
        let model = ScriptedModel(ScriptedReply.text("Hi").with(metadata), repeatsLast: true)
        #expect(try await model.generate(hello).metadata == metadata)
        let stream = model.stream(hello)
        _ = try await stream.collect()
        #expect(stream.metadata == metadata)
    }
}
