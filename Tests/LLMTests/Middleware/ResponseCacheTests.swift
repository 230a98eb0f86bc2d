import LLM
import TestSupport
import Testing

@Suite("A response cache")
struct ResponseCacheTests {
    private let base = StepModel { number, _ in .answer("a", "\(number)") }

    private func text(_ model: some ChatModel, _ options: GenerateOptions = GenerateOptions()) async throws -> String {
        try await model.generate(question, options: options).text
    }

    @Test func givesAWholeAnswerAgain() async throws {
        let model = base.with(ResponseCache())
        let first = try await model.generate(question)
        let second = try await model.generate(question)
        #expect(!first.metadata.isCached)
        #expect(second.metadata.isCached)
        #expect(second.choices == first.choices)
        #expect(second.usage == first.usage)
        #expect(second.metadata.requestID == "r")
        #expect(base.log.calls.count == 1)
    }

    @Test func givesAStreamAgainChunkByChunk() async throws {
        let model = base.with(ResponseCache())
        let first = model.stream(question)
        let second = model.stream(question)
        let sent = try await chunks(of: first)
        #expect(try await chunks(of: second) == sent)
        #expect(sent.count == 4)
        #expect(!first.metadata.isCached)
        #expect(second.metadata.isCached)
        #expect(second.metadata.requestID == "r")
        #expect(base.log.calls.count == 1)
    }

    @Test func givesAStreamThatIsLeftAgain() async throws {
        let model = base.with(ResponseCache())
        _ = try await model.stream(question).collect()
        for try await _ in model.stream(question) { break }
        #expect(try await model.stream(question).collect().text == "a0")
    }

    @Test func marksAStreamOfWhatStandsBeforeIt() async throws {
        let model = base.with(ModelHooks(), ResponseCache())
        _ = try await model.stream(question).collect()
        let response = try await model.stream(question).collect()
        #expect(response.metadata.isCached)
    }

    @Test func keepsWholeAnswersAndStreamsApart() async throws {
        let model = base.with(ResponseCache())
        #expect(try await model.generate(question).text == "a0")
        #expect(try await model.stream(question).collect().text == "a1")
    }

    @Test func tellsCallsApart() async throws {
        let cache = ResponseCache()
        let model = base.with(cache)
        var calls: [(messages: [Message], options: GenerateOptions)] = [
            (question, GenerateOptions()), ([.user("!")], GenerateOptions()), (question + question, GenerateOptions()),
            (question, GenerateOptions(maxTokens: 5)), (question, GenerateOptions(seed: 5)),
            (question, GenerateOptions(detail: .rawJSON)), (question, GenerateOptions(user: "u")),
        ]
        var own = GenerateOptions()
        own[ProviderOption.self] = ProviderOption(name: "x")
        calls.append((question, own))
        for call in calls { _ = try await model.generate(call.messages, options: call.options) }
        _ = try await model.bindTools([weather]).generate(question)
        _ = try await base.bindTools([weather, ToolDefinition(name: "x")]).with(cache).generate(question)
        _ = try await StepModel(.answer("z"), id: "other").with(cache).generate(question)
        #expect(base.log.calls.count == calls.count + 2)
        #expect(cache.count == calls.count + 3)
    }

    @Test func readsTextsByTheirBytes() async throws {
        let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}")
        #expect(composed == decomposed)
        let model = base.with(ResponseCache())
        #expect(try await model.generate([.user(composed)]).text == "a0")
        #expect(try await model.generate([.user(decomposed)]).text == "a1")
        #expect(try await model.generate([.user(composed)]).text == "a0")
    }

    @Test func doesNotAskHowLongTheCallMayTake() async throws {
        let model = base.with(ResponseCache())
        _ = try await text(model)
        #expect(try await text(model, GenerateOptions(limits: TimeLimits(total: .seconds(1)))) == "a0")
    }

    @Test func forgetsAfterItsLifetime() async throws {
        let clock = ManualClock()
        let cache = ResponseCache(lifetime: .seconds(10), clock: CallClock(clock))
        let model = base.with(cache)
        _ = try await text(model)
        clock.advance(by: .seconds(9.999))
        #expect(try await text(model) == "a0")
        clock.advance(by: .seconds(0.001))
        #expect(try await text(model) == "a1")
        #expect(cache.count == 1)
    }

    @Test func keepsToItsLimits() async throws {
        let few = ResponseCache(maximumEntries: 1)
        _ = try await base.with(few).generate(question)
        _ = try await base.with(few).generate([.user("!")])
        #expect(few.count == 1)
        #expect(few.byteCount > 0)
        let none = ResponseCache(maximumEntries: 0)
        _ = try await base.with(none).generate(question)
        #expect(none.count == 0)
    }

    @Test(arguments: [false, true])
    func countsBytesOfCallsAndAnswers(isStreamed: Bool) async throws {
        let long = String(repeating: "x", count: 50_000)
        let cache = ResponseCache(maximumBytes: 120_000)
        let model = StepModel(.answer(long)).with(cache)
        func ask(_ messages: [Message]) async throws {
            if isStreamed {
                _ = try await model.stream(messages).collect()
            } else {
                _ = try await model.generate(messages)
            }
        }
        try await ask(question)
        #expect(cache.count == 1)
        #expect(50_000..<60_000 ~= cache.byteCount)
        try await ask([.user(long)])
        #expect(cache.count == 1)
        #expect(100_000..<110_000 ~= cache.byteCount)
        try await ask([.user(long + long)])
        #expect(cache.byteCount < 120_000)
    }

    @Test func stopsRecordingWhatIsTooLarge() async throws {
        let cache = ResponseCache(maximumBytes: 10_000)
        let model = StepModel(.answer(String(repeating: "x", count: 20_000), "y")).with(cache)
        #expect(try await model.stream(question).collect().text.count == 20_001)
        #expect(cache.count == 0)
    }

    @Test func remembersNoFailure() async throws {
        let cache = ResponseCache()
        let model = StepModel { number, _ in number < 2 ? [.text("a"), .fail(.server)] : .answer("b") }.with(cache)
        #expect(await code { _ = try await model.generate(question) } == .server)
        #expect(await code { _ = try await model.stream(question).collect() } == .server)
        #expect(cache.count == 0)
        #expect(try await model.generate(question).text == "b")
    }

    @Test func remembersNoStreamThatIsLeftOrCut() async throws {
        let cache = ResponseCache()
        let model = base.with(cache)
        for try await chunk in model.stream(question) where chunk.delta == "a" { break }
        _ = try await StepModel([.text("cut")]).with(cache).stream(question).collect()
        _ = try await StepModel([]).with(cache).stream(question).collect()
        #expect(cache.count == 0)
        let error = await cancelled { reached in
            let hanging = StepModel([.text("a"), .run { reached() }, .hang]).with(cache)
            _ = try await hanging.stream(question).collect()
        }
        #expect(error is CancellationError)
        #expect(cache.count == 0)
    }

    @Test func givesACancelledTaskNothing() async throws {
        let model = base.with(ResponseCache())
        _ = try await model.generate(question)
        _ = try await model.stream(question).collect()
        let whole = await cancelled { reached in
            reached()
            try? await Mailslot<Void>().take()
            _ = try await model.generate(question)
        }
        let streamed = await cancelled { reached in
            for try await _ in model.stream(question) {
                reached()
                try? await Mailslot<Void>().take()
            }
        }
        #expect(whole is CancellationError)
        #expect(streamed is CancellationError)
    }

    @Test func canBeLeftOut() async throws {
        let model = base.with(ResponseCache())
        var options = GenerateOptions()
        _ = try await text(model)
        options.responseCaching = .off
        #expect(try await text(model, options) == "a1")
        #expect(try await text(model) == "a0")
    }

    @Test func canBeRefreshed() async throws {
        let model = base.with(ResponseCache())
        var options = GenerateOptions()
        _ = try await text(model)
        options.responseCaching = .refresh
        #expect(try await text(model, options) == "a1")
        options.responseCaching = .automatic
        #expect(options == GenerateOptions())
        #expect(try await text(model, options) == "a1")
    }

    @Test func remembersSampledCallsOnlyWhenTold() async throws {
        let hot = GenerateOptions(temperature: 0.7)
        let careful = base.with(ResponseCache())
        #expect(try await text(careful, hot) == "a0")
        #expect(try await text(careful, hot) == "a1")
        #expect(try await text(careful, GenerateOptions(temperature: 0)) == "a2")
        #expect(try await text(careful, GenerateOptions(temperature: 0)) == "a2")
        let told = base.with(ResponseCache(includesSampled: true))
        #expect(try await text(told, hot) == "a3")
        #expect(try await text(told, hot) == "a3")
    }

    @Test func knowsACallByItsIdentity() async throws {
        let cache = ResponseCache(identity: { call in
            guard call.messages.count < 3 else { return nil }
            var call = call
            call.options.user = nil
            return call
        })
        let model = base.with(cache)
        _ = try await text(model, GenerateOptions(user: "one"))
        #expect(try await text(model, GenerateOptions(user: "two")) == "a0")
        #expect(base.log.calls.map(\.options.user) == ["one"])
        _ = try await model.generate(question + question + question)
        #expect(cache.count == 1)
    }

    @Test func forgetsEverything() async throws {
        let cache = ResponseCache()
        let model = base.with(cache)
        _ = try await text(model)
        cache.removeAll()
        #expect(cache.count == 0)
        #expect(cache.byteCount == 0)
        #expect(try await text(model) == "a1")
    }

    @Test func showsNothingThatWasSaid() async throws {
        let cache = ResponseCache()
        _ = try await StepModel(.answer("the answer")).with(cache).stream([.user("the prompt")]).collect()
        var shown = ""
        dump(cache, to: &shown)
        #expect(!shown.contains("the answer"))
        #expect(!shown.contains("the prompt"))
    }
}

private struct ProviderOption: Hashable, Sendable {
    let name: String
}

private func chunks(of stream: ChatStream) async throws -> [ChatChunk] {
    var chunks: [ChatChunk] = []
    for try await chunk in stream { chunks.append(chunk) }
    return chunks
}
