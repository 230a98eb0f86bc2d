import LLM
import Testing

@Suite("Hooks")
struct ModelHooksTests {
    private struct Veto: Error {}
    private let notes = Notes()

    /// Hooks that note what they are called with.
    private var noting: ModelHooks {
        ModelHooks(
            before: { [notes] in notes.add("before \($0.modelID)") },
            after: { [notes] in notes.add("after \($1.text) \($1.metadata.attempts)") },
            chunk: { [notes] in notes.add("chunk \($1.delta)") },
            toolCall: { [notes] in notes.add("tool \($1.name) \($1.arguments)") },
            reasoning: { [notes] in notes.add("reasoning \($1)") },
            error: { [notes] in notes.add("error \(($1 as? LLMError)?.code.rawValue ?? "\($1)")") },
            cancelled: { [notes] in notes.add("cancelled \($0.modelID)") })
    }

    private static let talk: [StepModel.Step] = [
        .role,
        .chunk(ChatChunk(choices: [ChoiceDelta(reasoning: "hm")])),
        .chunk(ChatChunk(choices: [ChoiceDelta(reasoning: "m")])),
        .text("a"),
        .chunk(
            ChatChunk(choices: [
                ChoiceDelta(toolCalls: [ToolCallDelta(index: 0, id: "1", name: "f", arguments: "{\"x\":")])
            ])),
        .chunk(ChatChunk(choices: [ChoiceDelta(toolCalls: [ToolCallDelta(index: 0, arguments: "1}")])])),
        .chunk(ChatChunk(choices: [ChoiceDelta(toolCalls: [ToolCallDelta(index: 1, id: "2", name: "g")])])),
        .finish(.toolCalls),
    ]

    @Test func areCalledInOrderForAStream() async throws {
        let response = try await StepModel(Self.talk).with(noting).stream(question).collect()
        #expect(response.toolCalls.map(\.name) == ["f", "g"])
        #expect(
            notes.all == [
                "before m", "chunk ", "chunk ", "reasoning hm", "chunk ", "reasoning m", "chunk a", "chunk ", "chunk ",
                "chunk ", "chunk ", "tool f {\"x\":1}", "tool g ", "after a 2",
            ])
    }

    @Test func areCalledInOrderForAWholeAnswer() async throws {
        let response = try await StepModel(Self.talk).with(noting).generate(question)
        #expect(response.text == "a")
        #expect(notes.all == ["before m", "reasoning hmm", "tool f {\"x\":1}", "tool g ", "after a 2"])
    }

    @Test(arguments: [FinishReason.length, .contentFilter])
    func leaveOutToolCallsOfACutChoice(reason: FinishReason) async throws {
        let model = StepModel(Self.talk.dropLast() + [.finish(reason)]).with(noting)
        _ = try await model.stream(question).collect()
        _ = try await model.generate(question)
        #expect(!notes.all.contains { $0.hasPrefix("tool") })
        #expect(notes.all.count { $0.hasPrefix("after") } == 2)
    }

    @Test func leaveOutToolCallsOfAFailedStream() async throws {
        let model = StepModel(Self.talk.dropLast() + [.fail(.truncated)]).with(noting)
        #expect(await code { _ = try await model.stream(question).collect() } == .truncated)
        #expect(await code { _ = try await model.generate(question) } == .truncated)
        #expect(!notes.all.contains { $0.hasPrefix("tool") || $0.hasPrefix("after") || $0.hasPrefix("cancelled") })
        #expect(notes.all.count { $0 == "error truncated" } == 2)
    }

    @Test func leaveOutIncompleteToolCalls() async throws {
        let cut = ToolCallDelta(index: 0, id: "1", name: "f", arguments: "{\"x\":")
        let model = StepModel([.chunk(ChatChunk(choices: [ChoiceDelta(toolCalls: [cut])])), .finish(.toolCalls)])
        _ = try await model.with(noting).generate(question)
        #expect(notes.all == ["before m", "after  2"])
    }

    @Test func canVeto() async throws {
        let base = StepModel(.answer("a"))
        var hooks = noting
        hooks.before = { _ in throw Veto() }
        let model = base.with(hooks)
        await #expect(throws: Veto.self) { try await model.generate(question) }
        await #expect(throws: Veto.self) { try await model.stream(question).collect() }
        #expect(base.log.calls.isEmpty)
        #expect(notes.all == ["error Veto()", "error Veto()"])
    }

    @Test func canChangeTheCall() async throws {
        let base = StepModel(.answer("a"))
        let hooks = ModelHooks(
            before: { call in
                call.messages.insert(.system("s"), at: 0)
                call.options.temperature = 0.5
                call.tools = [weather]
            },
            after: { [notes] call, _ in notes.add("\(call.messages.count)") })
        _ = try await base.with(hooks).generate(question)
        _ = try await base.with(hooks).stream(question).collect()
        for call in base.log.calls {
            #expect(call.messages == [.system("s")] + question)
            #expect(call.options.temperature == 0.5)
            #expect(call.tools == [weather])
        }
        #expect(notes.all == ["2", "2"])
    }

    @Test func cannotSwallowAnErrorButReplaceIt() async throws {
        let model = StepModel([.text("a"), .fail(.server)])
        let silent = model.with(ModelHooks(error: { _, _ in }))
        #expect(await code { _ = try await silent.generate(question) } == .server)
        #expect(await code { _ = try await silent.stream(question).collect() } == .server)
        let replacing = model.with(ModelHooks(error: { _, error in throw LLMError(.budget, "no more", cause: error) }))
        #expect(await code { _ = try await replacing.generate(question) } == .budget)
        #expect(await code { _ = try await replacing.stream(question).collect() } == .budget)
    }

    @Test func areToldOfAStreamThatIsLeft() async throws {
        let stream = StepModel(.answer("a", "b")).with(noting).stream(question)
        for try await chunk in stream where chunk.delta == "a" { break }
        #expect(notes.all == ["before m", "chunk ", "chunk a", "cancelled m"])
        #expect(stream.metadata.attempts == 2)
    }

    @Test func areToldOfACancelledTask() async throws {
        for isStreamed in [false, true] {
            let notes = Notes()
            let hooks = ModelHooks(
                after: { _, _ in notes.add("after") }, error: { _, _ in notes.add("error") },
                cancelled: { _ in notes.add("cancelled") })
            let error = await cancelled { reached in
                let model = StepModel([.text("a"), .run { reached() }, .hang]).with(hooks)
                if isStreamed {
                    _ = try await model.stream(question).collect()
                } else {
                    _ = try await model.generate(question)
                }
            }
            #expect(error is CancellationError)
            #expect(notes.all == ["cancelled"])
        }
    }

    @Test func areToldOnceOfAStreamThatWhatStandsBeforeNeverIterates() async throws {
        let dropping = ClosureMiddleware { call, next in
            _ = try await next(call)
            throw LLMError(.configuration, "no")
        }
        let model = StepModel(.answer("a")).with(dropping, noting)
        #expect(await code { _ = try await model.stream(question).collect() } == .configuration)
        #expect(notes.all == ["before m", "cancelled m"])
    }

    @Test func compose() async throws {
        func hooks(_ name: String) -> ModelHooks {
            ModelHooks(
                before: { [notes] _ in notes.add("before \(name)") },
                after: { [notes] _, _ in notes.add("after \(name)") },
                chunk: { [notes] _, chunk in if chunk.delta == "a" { notes.add("chunk \(name)") } })
        }
        _ = try await StepModel(.answer("a")).with(hooks("outer"), hooks("inner")).stream(question).collect()
        #expect(
            notes.all == [
                "before outer", "before inner", "chunk inner", "chunk outer", "after inner", "after outer",
            ])
    }
}
