import LLM
import Synchronization
import TestSupport
import Testing

@Suite("Calls that must not be run", .timeLimit(.minutes(5)))
struct UnrunCallTests {
    /// A tool that counts how often it ran.
    private final class Counted: Sendable {
        private let count = Mutex(0)
        var runs: Int { count.withLock { $0 } }
        var tool: Tool {
            Tool.of("count") { [self] call, _ in
                count.withLock { $0 += 1 }
                return "ran with \(call.arguments)"
            }
        }
    }

    @Test("arguments that are no whole object are told to the model", arguments: RunForm.allCases)
    func incomplete(_ form: RunForm) async throws {
        let counted = Counted()
        let model = TurnModel(.calls(.of("count", #"{"a":"#), .of("count", "[1]", id: "2")), .text("Sorry."))
        let result = try await form.run(model, tools: [counted.tool])
        #expect(counted.runs == 0)
        #expect(result.toolResults.map(\.failure) == [.badArguments, .badArguments])
        #expect(result.toolTexts.allSatisfy { $0.contains("not a whole JSON object") })
    }

    @Test(
        "no call of a cut answer is run, and the run ends",
        arguments: RunForm.allCases, [.length, .contentFilter, nil] as [FinishReason?])
    func cut(_ form: RunForm, _ reason: FinishReason?) async throws {
        let counted = Counted()
        let model = TurnModel(.calls(.of("count"), text: "I ", finishReason: reason, usage: Usage(input: 3)))
        let error = try #require(await form.failure(model, tools: [counted.tool]))
        #expect(counted.runs == 0)
        #expect(error.code == .cutCalls)
        #expect(error.usage == Usage(input: 3, total: 3))
        #expect(error.conversation.last?.text == "I ")
        #expect(error.unansweredCalls.map(\.isComplete) == [false])
        #expect(error.rounds.last?.response.finishReason == reason)

        // A run that goes on from there does not run them either.
        let result = try await form.run(TurnModel(.text("Done.")), error.conversation, tools: [counted.tool])
        #expect(counted.runs == 0)
        #expect(result.toolResults.map(\.failure) == [.badArguments])
    }

    @Test("no call of a failed answer is run, and what was received is kept", arguments: RunForm.allCases)
    func failed(_ form: RunForm) async throws {
        let counted = Counted()
        let model = TurnModel(
            .calls(.of("count"), usage: Usage(input: 1)),
            .failing(LLMError(.truncated, "cut"), after: .calls(.of("count"), text: "I ", usage: Usage(input: 5))))
        let error = try #require(await form.failure(model, tools: [counted.tool]))
        #expect(counted.runs == 1)
        #expect(error.code == .modelFailed)
        #expect(error.modelError?.code == .truncated)
        #expect(error.conversation.map(\.role) == [.user, .assistant, .tool])
        #expect(error.rounds.count == 1)
        if form == .streamed {
            #expect(error.modelError?.partial?.text == "I ")
            #expect(error.usage?.input == 6)
        }
    }

    @Test("an unknown name is told to the model with the names that there are", arguments: RunForm.allCases)
    func unknown(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("x")), .text("Sorry."))
        let result = try await form.run(model, tools: [.echo("b"), .echo("a")])
        #expect(result.toolTexts == [#"There is no tool named "x". The tools are: a, b."#])
        #expect(result.toolResults.map(\.failure) == [.unknownTool])
        let alone = try await form.run(TurnModel(.calls(.of("x")), .text("Sorry.")))
        #expect(alone.toolTexts == [#"There is no tool named "x"."#])
    }

    @Test("a name without end is told by its beginning")
    func longName() async throws {
        let name = String(repeating: "n", count: 1 << 20)
        let result = try await RunForm.whole.run(TurnModel(.calls(.of(name)), .text("Sorry.")), tools: [.echo("a")])
        #expect(result.toolTexts.map(\.count) == [108])
        #expect(result.toolTexts.first?.hasSuffix(#"n". The tools are: a."#) == true)
    }

    @Test("a tool that the run does not have may be run by others", arguments: RunForm.allCases)
    func undeclared(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("remote"), .of("nowhere"), .of("echo")), .text("Done."))
        let policy = ToolRunPolicy(undeclaredTools: { call, context in
            call.name == "remote" ? ToolOutput("far away, \(context.callID)") : nil
        })
        let result = try await form.run(model, tools: [.echo()], policy: policy)
        #expect(
            result.toolTexts == [
                "far away, call_remote", #"There is no tool named "nowhere". The tools are: echo."#, "echo {}",
            ])
        #expect(result.toolResults.map(\.failure) == [nil, .unknownTool, nil])
    }

    @Test("approval allows, changes, denies and replaces", arguments: RunForm.allCases)
    func approval(_ form: RunForm) async throws {
        let counted = Counted()
        let calls = [ToolCall.of("count", "{}", id: "allow"), .of("count", "{}", id: "change")]
        let others = [ToolCall.of("count", "{}", id: "deny"), .of("count", "{}", id: "replace")]
        let model = TurnModel(.calls(calls[0], calls[1], others[0], others[1]), .text("Done."))
        let policy = ToolRunPolicy(approve: { call in
            switch call.id {
            case "change": .change(arguments: #"{"n":1}"#)
            case "deny": .deny(reason: "too dear")
            case "replace": .replace("from memory")
            default: .allow
            }
        })
        let result = try await form.run(model, tools: [counted.tool], policy: policy)
        #expect(
            result.toolTexts == [
                "ran with {}", #"ran with {"n":1}"#, "The call was not approved: too dear", "from memory",
            ])
        #expect(result.toolResults.map(\.failure) == [nil, nil, .denied, nil])
        #expect(result.toolResults[1].call.arguments == #"{"n":1}"#)
        // The conversation keeps what the model wrote.
        #expect(result.conversation[1].toolCalls.map(\.arguments) == ["{}", "{}", "{}", "{}"])
        #expect(counted.runs == 2)
    }

    @Test("nobody is asked to approve what cannot be run")
    func approvalOfNothing() async throws {
        let asked = Mutex<[String]>([])
        let model = TurnModel(
            .calls(.of("x"), .of("echo", "{", id: "cut"), .of("echo", "{}", id: "whole")), .text("Done."))
        let policy = ToolRunPolicy(approve: { call in
            asked.withLock { $0.append(call.id) }
            return .allow
        })
        _ = try await RunForm.whole.run(model, tools: [.echo()], policy: policy)
        #expect(asked.withLock { $0 } == ["whole"])
    }

    @Test("only tools that run are told to start")
    func starts() async throws {
        let model = TurnModel(.calls(.of("x"), .of("echo")), .text("Done."))
        var started: [Int] = []
        var finished: Set<Int> = []
        for try await event in model.streamRun([.user("Go")], tools: [.echo()]) {
            if case .toolStarted(let start) = event { started.append(start.position) }
            if case .toolFinished(let result) = event { finished.insert(result.position) }
        }
        #expect(started == [1])
        #expect(finished == [0, 1])
    }
}
