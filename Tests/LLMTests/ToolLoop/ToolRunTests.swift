import LLM
import Synchronization
import TestSupport
import Testing

@Suite("A run of a model with tools", .timeLimit(.minutes(5)))
struct ToolRunTests {
    @Test("asks, runs the tools, tells their results and asks again", arguments: RunForm.allCases)
    func asksAgain(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("echo", #"{"a":1}"#), text: "Let me see. "), .text("Done."))
        let result = try await form.run(model, [.system("S"), .user("Go")], tools: [.echo()])
        #expect(result.text == "Done.")
        #expect(result.response.finishReason == .stop)
        #expect(
            result.conversation == [
                .system("S"), .user("Go"), .assistant("Let me see. ", toolCalls: [.of("echo", #"{"a":1}"#)]),
                .tool(#"echo {"a":1}"#, callID: "call_echo"), .assistant("Done."),
            ])
        #expect(result.rounds.map(\.number) == [1, 2])
        #expect(result.toolResults.map(\.failure) == [nil])
        #expect(model.calls.map(\.messages.count) == [2, 4])
        #expect(model.calls.map { $0.tools.map(\.name) } == [["echo"], ["echo"]])
        #expect(model.calls.map(\.isStreamed) == Array(repeating: form == .streamed, count: 2))
    }

    @Test("tells what happens as it happens")
    func events() async throws {
        let model = TurnModel(
            TurnModel.Turn(chunks: [
                ChatChunk(choices: [ChoiceDelta(text: "Hm", reasoning: "think")]),
                ChatChunk(choices: [ChoiceDelta(index: 1, text: "not this choice")]),
                ChatChunk(choices: [
                    ChoiceDelta(toolCalls: [ToolCallDelta(id: "c", name: "echo")], finishReason: .toolCalls)
                ]),
            ]),
            TurnModel.Turn(chunks: [
                ChatChunk(choices: [ChoiceDelta(refusal: "no", finishReason: .stop)])
            ]))
        var events: [String] = []
        for try await event in model.streamRun([.user("Go")], tools: [.echo()]) { events.append(event.summary) }
        #expect(
            events == [
                "round 1", "reasoning think", "text Hm", "started c in 1 at 0", "finished c in 1 at 0: echo ",
                "end of round 1", "round 2", "refusal no", "end of round 2", "finished",
            ])
    }

    @Test("keeps the results in the order of the calls, whichever tool ends first", arguments: RunForm.allCases)
    func order(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("a"), .of("b"), .of("c")), .text("Done."))
        let ended = [AsyncGate(), AsyncGate()]
        let tools = [
            Tool.of("a") { _, _ in
                await ended[1].wait()
                return "A"
            },
            Tool.of("b") { _, _ in
                await ended[0].wait()
                ended[1].open()
                return "B"
            },
            Tool.of("c") { _, _ in
                ended[0].open()
                return "C"
            },
        ]
        let result = try await form.run(model, tools: tools)
        #expect(result.toolTexts == ["A", "B", "C"])
        #expect(result.toolResults.map(\.position) == [0, 1, 2])
    }

    @Test("adds up the counts of all rounds", arguments: RunForm.allCases)
    func usage(_ form: RunForm) async throws {
        let model = TurnModel(
            .calls(.of("echo"), usage: Usage(input: 1, output: 2, total: 3, cached: 4, cost: Usage.Cost(total: 0.5))),
            .calls(.of("echo")),
            .text("Done.", usage: Usage(input: 10, output: 20, total: 30, reasoning: 5, cost: Usage.Cost(total: 1))))
        let result = try await form.run(model, tools: [.echo()])
        #expect(
            result.usage
                == Usage(input: 11, output: 22, total: 33, cached: 4, reasoning: 5, cost: Usage.Cost(total: 1.5)))
        #expect(result.rounds.map(\.response.usage?.input) == [1, nil, 10])
    }

    @Test("does not let counts overflow")
    func hugeCounts() {
        #expect((Usage(input: .max) + Usage(input: 1)).input == .max)
        #expect((Usage() + Usage()) == Usage())
    }

    @Test(
        "forces a tool in the first round alone",
        arguments: [
            (.required, .auto), (.any, .auto), (.tool("echo"), .auto), (.auto, .auto), (nil, nil),
            (.allowed(["echo"], mode: .required), .allowed(["echo"], mode: .auto)),
        ] as [(ToolChoice?, ToolChoice?)])
    func forcedChoice(_ choice: ToolChoice?, _ later: ToolChoice?) async throws {
        let model = TurnModel(.calls(.of("echo")), .calls(.of("echo")), .text("Done."))
        _ = try await RunForm.whole.run(model, tools: [.echo()], options: GenerateOptions(toolChoice: choice))
        #expect(model.calls.map(\.options.toolChoice) == [choice, later, later])
    }

    @Test("hands on parts that are no text, and something where there is nothing", arguments: RunForm.allCases)
    func images(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("draw"), .of("nothing")), .text("Done."))
        let image = ContentPart.image(url: "https://example.com/a.png")
        let tools = [
            Tool.of("draw") { _, _ in ToolOutput([.text("Here:"), image]) },
            Tool.of("nothing") { _, _ in ToolOutput([]) },
        ]
        let result = try await form.run(model, tools: tools)
        let answers = result.conversation.filter { $0.role == .tool }
        #expect(answers.map(\.content) == [[.text("Here:"), image], [.text("")]])
    }

    @Test("does not mix calls with the same id")
    func sameIDs() async throws {
        let calls = [ToolCall.of("echo", #"{"n":1}"#, id: "x"), .of("echo", #"{"n":2}"#, id: "x")]
        let message = Message.assistant("", toolCalls: calls)
        let turn = TurnModel.Turn(
            response: ChatResponse(choices: [Choice(index: 0, message: message, finishReason: .toolCalls)]))
        let result = try await RunForm.whole.run(TurnModel(turn, .text("Done.")), tools: [.echo()])
        #expect(result.toolTexts == [#"echo {"n":1}"#, #"echo {"n":2}"#])
        #expect(result.toolResults.map(\.position) == [0, 1])
    }

    @Test("gives a tool the call's id and round")
    func context() async throws {
        let model = TurnModel(.calls(.of("t")), .calls(.of("t")), .text("Done."))
        let tool = Tool.of("t", timeLimit: .off) { _, context in
            "\(context.callID) in \(context.round), \(context.deadline == nil ? "no limit" : "a limit")"
        }
        let result = try await RunForm.whole.run(model, tools: [tool])
        #expect(result.toolTexts == ["call_t in 1, no limit", "call_t in 2, no limit"])
    }

    @Test("lets a hook change what is sent in a round, and keeps the conversation")
    func preparation() async throws {
        let model = TurnModel(.calls(.of("b")), .calls(.of("echo")), .text("Done."))
        let policy = ToolRunPolicy(prepareRound: { plan in
            plan.options.temperature = Double(plan.round)
            plan.messages = plan.messages.suffix(2)
            if plan.round == 1 { plan.tools = [.echo("a")] }
        })
        let messages: [Message] = [.system("S"), .user("U"), .user("V")]
        let result = try await RunForm.streamed.run(model, messages, tools: [.echo()], policy: policy)
        #expect(model.calls.map(\.options.temperature) == [1, 2, 3])
        #expect(model.calls.map(\.messages.count) == [2, 2, 2])
        #expect(model.calls.map { $0.tools.map(\.name) } == [["a"], ["echo"], ["echo"]])
        #expect(result.toolTexts == [#"There is no tool named "b". The tools are: a."#, "echo {}"])
        #expect(result.conversation.count == 8)
    }

    @Test("begins with the calls that a conversation ends in", arguments: RunForm.allCases)
    func continuation(_ form: RunForm) async throws {
        let calls = [ToolCall.of("echo", "{}", id: "1"), .of("echo", #"{"n":2}"#, id: "2")]
        let conversation: [Message] = [.user("Go"), .assistant("", toolCalls: calls), .tool("one", callID: "1")]
        let model = TurnModel(.text("Done."))
        let result = try await form.run(model, conversation, tools: [.echo()])
        #expect(model.calls.map(\.messages) == [conversation + [.tool(#"echo {"n":2}"#, callID: "2")]])
        #expect(result.rounds.map(\.number) == [0, 1])
        #expect(result.toolResults.map(\.round) == [0])
        #expect(result.text == "Done.")
    }

    @Test("sends nothing before an event is asked for, and runs once")
    func isIteratedOnce() async throws {
        let model = TurnModel(.text("Done."), .text("Again."))
        let run = model.streamRun([.user("Go")], tools: [])
        let iterator = run.makeAsyncIterator()
        #expect(model.calls.isEmpty)
        let error = await #expect(throws: ToolRunError.self) { try await run.collect() }
        #expect(error?.code == .configuration && error?.modelError?.code == .configuration)
        #expect(model.calls.isEmpty)
        withExtendedLifetime(iterator) {}
    }

    @Test("has nothing to tell after its end")
    func end() async throws {
        var iterator = TurnModel(.text("Done.")).streamRun([.user("Go")], tools: []).makeAsyncIterator()
        while let event = try await iterator.next(isolation: nil) { if case .finished = event { break } }
        #expect(try await iterator.next(isolation: nil) == nil)
        var failing = TurnModel().streamRun([.user("Go")], tools: []).makeAsyncIterator()
        _ = try await failing.next(isolation: nil)
        await #expect(throws: ToolRunError.self) { try await failing.next(isolation: nil) }
        #expect(try await failing.next(isolation: nil) == nil)
    }
}

extension ToolRun.Event {
    fileprivate var summary: String {
        switch self {
        case .roundStarted(let number): "round \(number)"
        case .text(let text): "text \(text)"
        case .reasoning(let text): "reasoning \(text)"
        case .refusal(let text): "refusal \(text)"
        case .toolStarted(let start): "started \(start.call.id) in \(start.round) at \(start.position)"
        case .toolFinished(let result):
            "finished \(result.call.id) in \(result.round) at \(result.position): \(result.output.text)"
        case .roundFinished(let round): "end of round \(round.number)"
        case .finished: "finished"
        }
    }
}
