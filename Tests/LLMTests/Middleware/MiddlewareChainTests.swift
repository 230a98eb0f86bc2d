import LLM
import Testing

@Suite("A chain of middleware")
struct MiddlewareChainTests {
    private let notes = Notes()

    @Test func runsTheFirstOutermost() async throws {
        let model = StepModel(.answer("a")).with(
            NamedMiddleware(name: "one", notes: notes), NamedMiddleware(name: "two", notes: notes))
        _ = try await model.generate(question)
        #expect(notes.all == ["one in", "two in", "two out", "one out"])
    }

    @Test func runsAroundAnEarlierChain() async throws {
        let model = StepModel(.answer("a")).with(NamedMiddleware(name: "inner", notes: notes))
            .with(NamedMiddleware(name: "outer", notes: notes))
        #expect(try await model.stream(question).collect().text == "a")
        #expect(notes.all == ["outer in", "outer out", "inner in", "inner out"])
    }

    @Test func isKeptByBoundTools() async throws {
        let base = StepModel(.answer("a"))
        let plain = base.with(NamedMiddleware(name: "one", notes: notes))
        let bound = plain.bindTools([weather])
        _ = try await bound.generate(question)
        _ = try await plain.generate(question)
        #expect(notes.all == ["one in", "one out", "one in", "one out"])
        #expect(base.log.calls.map(\.tools) == [[weather], []])
        #expect(bound.boundTools == [weather])
    }

    @Test func seesToolsThatTheModelHadBefore() async throws {
        let seen = Notes()
        let model = StepModel(.answer("a")).bindTools([weather]).with(
            ClosureMiddleware { call, next in
                seen.add(call.tools?.map(\.name).joined() ?? "nil")
                return try await next(call)
            })
        _ = try await model.generate(question)
        #expect(seen.all == ["weather"])
    }

    @Test func runsNothingForAStreamThatIsNeverIterated() async throws {
        let base = StepModel(.answer("a"))
        let model = base.with(NamedMiddleware(name: "one", notes: notes))
        _ = model.stream(question)
        _ = model.stream(question).makeAsyncIterator()
        #expect(notes.all.isEmpty)
        #expect(base.log.calls.isEmpty)
    }

    @Test func showsTheInnerStreamsMetadata() async throws {
        let model = StepModel(.answer("a", "b")).with(NamedMiddleware(name: "one", notes: notes))
            .with(NamedMiddleware(name: "two", notes: notes))
        let stream = model.stream(question)
        #expect(stream.metadata.status == nil)
        let response = try await stream.collect()
        #expect(stream.metadata == StepModel.metadata)
        #expect(response.metadata == StepModel.metadata)
        #expect(response.text == "ab")
    }

    @Test func endsTheInnerStreamWithTheOuterIterator() async throws {
        let base = StepModel(.answer("a", "b"))
        let stream = base.with(ModelHooks()).with(NamedMiddleware(name: "one", notes: notes)).stream(question)
        for try await chunk in stream where chunk.delta == "a" {
            #expect(base.log.running == 1)
            break
        }
        // The stream itself is still here; only its iterator is gone.
        #expect(base.log.running == 0)
        #expect(stream.metadata == StepModel.metadata)
    }

    @Test func collectsAStreamThatAnswersGenerate() async throws {
        let base = StepModel(.answer("a", "b"))
        let model = base.with(
            ClosureMiddleware { call, _ in .stream(base.stream(call.messages, options: call.options)) })
        let response = try await model.generate(question)
        #expect(response.text == "ab")
        #expect(response.metadata == StepModel.metadata)
    }

    @Test func refusesAWholeAnswerToAStream() async throws {
        let model = StepModel(.answer("a")).with(ClosureMiddleware { _, _ in .response(ChatResponse()) })
        #expect(await code { _ = try await model.stream(question).collect() } == .configuration)
    }

    @Test func passesErrorsOn() async throws {
        struct Own: Error {}
        let failing = StepModel([.text("a"), .fail(.overloaded)]).with(NamedMiddleware(name: "one", notes: notes))
        #expect(await code { _ = try await failing.generate(question) } == .overloaded)
        #expect(await code { _ = try await failing.stream(question).collect() } == .overloaded)
        let refusing = StepModel([]).with(ClosureMiddleware { _, _ in throw Own() })
        await #expect(throws: Own.self) { try await refusing.generate(question) }
        await #expect(throws: Own.self) { try await refusing.stream(question).collect() }
    }

    @Test func isOverAfterAnError() async throws {
        let model = StepModel([.fail(.server)]).with(NamedMiddleware(name: "one", notes: notes))
        var iterator = model.stream(question).makeAsyncIterator()
        await #expect(throws: LLMError.self) { try await iterator.next(isolation: nil) }
        #expect(try await iterator.next(isolation: nil) == nil)
        #expect(notes.all == ["one in", "one out"])
    }

    @Test func isIteratedOnce() async throws {
        let stream = StepModel(.answer("a")).with(NamedMiddleware(name: "one", notes: notes)).stream(question)
        _ = try await stream.collect()
        #expect(await code { _ = try await stream.collect() } == .configuration)
    }

    @Test func mayCallOnLaterAndMoreThanOnce() async throws {
        let base = StepModel(.answer("a"))
        let model = base.with(
            ClosureMiddleware { call, next in
                _ = try await next(call)
                return try await next(call)
            })
        _ = try await model.generate(question)
        #expect(base.log.calls.count == 2)
    }

    @Test func endsWithTheTask() async throws {
        let base = StepModel([.text("a"), .hang])
        let model = base.with(ModelHooks(), NamedMiddleware(name: "one", notes: notes))
        let error = await cancelled { reached in
            for try await _ in model.stream(question) { reached() }
        }
        #expect(error is CancellationError)
        #expect(base.log.running == 0)
    }
}
