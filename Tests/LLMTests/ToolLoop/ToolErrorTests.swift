import LLM
import TestSupport
import Testing

@Suite("Tools that fail", .timeLimit(.minutes(5)))
struct ToolErrorTests {
    private struct Broken: Error, CustomStringConvertible {
        var description: String { "postgres://user:secret@host" }
    }

    private static let broken = Tool.of("broken") { _, _ in throw Broken() }

    @Test("are told to the model without the error's words", arguments: RunForm.allCases)
    func toldWithoutWords(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("broken"), .of("echo")), .text("Sorry."))
        let result = try await form.run(model, tools: [Self.broken, .echo()])
        #expect(result.toolTexts == ["The tool failed.", "echo {}"])
        #expect(result.toolResults.map(\.failure) == [.thrown, nil])
        #expect(result.toolResults[0].output.isError)
        #expect(result.toolResults[0].error is Broken)
    }

    @Test("are told in the error's words when the run is told so")
    func toldWithWords() async throws {
        let model = TurnModel(.calls(.of("broken")), .text("Sorry."))
        let policy = ToolRunPolicy(toolErrors: .tellModelDescription)
        let result = try await RunForm.whole.run(model, tools: [Self.broken], policy: policy)
        #expect(result.toolTexts == ["postgres://user:secret@host"])
    }

    @Test("tell the model what they want to tell it", arguments: [ToolErrorRule.tellModel, .endRun])
    func ownWords(_ rule: ToolErrorRule) async throws {
        let model = TurnModel(.calls(.of("a"), .of("b"), .of("c")), .text("Sorry."))
        let tools = [
            Tool.of("a") { _, _ in throw ToolArgumentError("n must be at least 1") },
            Tool.of("b") { _, _ in throw ToolFailure("no such city", cause: Broken()) },
            Tool.of("c") { _, _ in .failure("closed on Sundays") },
        ]
        let result = try await RunForm.whole.run(model, tools: tools, policy: ToolRunPolicy(toolErrors: rule))
        #expect(result.toolTexts == ["n must be at least 1", "no such city", "closed on Sundays"])
        #expect(result.toolResults.map(\.failure) == [.badArguments, .thrown, .reported])
    }

    @Test("end the run when it is told so, or when they say so", arguments: RunForm.allCases, [true, false])
    func fatal(_ form: RunForm, _ byRule: Bool) async throws {
        let model = TurnModel(.calls(.of("echo"), .of("t")), .text("Never."))
        let tool = Tool.of("t") { _, _ in throw byRule ? Broken() : ToolFailure.fatal("gone", cause: Broken()) }
        let policy = ToolRunPolicy(maximumParallelCalls: 1, toolErrors: byRule ? .endRun : .tellModel)
        let error = try #require(await form.failure(model, tools: [.echo(), tool], policy: policy))
        #expect(error.code == .toolFailed)
        #expect(error.call?.name == "t")
        #expect(byRule ? error.cause is Broken : (error.cause as? ToolFailure)?.cause is Broken)
        #expect(error.conversation.map(\.role) == [.user, .assistant, .tool])
        #expect(error.toolTexts == ["echo {}"])
        #expect(error.unansweredCalls == [.of("t")])
        #expect(error.rounds[0].results.map(\.position) == [0])
        #expect(model.calls.count == 1)
        #expect(!"\(error)".contains("secret"))
    }

    @Test("are asked about one by one")
    func rule() async throws {
        let model = TurnModel(.calls(.of("broken"), .of("cancelled")), .text("Sorry."))
        let cancelled = Tool.of("cancelled") { _, _ in throw CancellationError() }
        let rule = ToolErrorRule { error, call in .tellModel("\(call.name): \(type(of: error))") }
        let result = try await RunForm.whole.run(
            model, tools: [Self.broken, cancelled], policy: ToolRunPolicy(toolErrors: rule))
        #expect(result.toolTexts == ["broken: Broken", "cancelled: CancellationError"])
    }

    @Test("with a cancellation of their own do not cancel the run", arguments: RunForm.allCases)
    func ownCancellation(_ form: RunForm) async throws {
        let model = TurnModel(.calls(.of("t")), .text("Sorry."))
        let tool = Tool.of("t") { _, _ in throw CancellationError() }
        let result = try await form.run(model, tools: [tool])
        #expect(result.toolTexts == ["The tool failed."])
        #expect(result.text == "Sorry.")
    }

    @Test("end the run when they fail again and again", arguments: RunForm.allCases)
    func repeats(_ form: RunForm) async throws {
        let model = TurnModel(
            .calls(.of("broken", id: "1"), .of("broken", id: "2")), .calls(.of("echo")), .calls(.of("broken")),
            .calls(.of("broken")), .text("Never."))
        let error = try #require(await form.failure(model, tools: [Self.broken, .echo()]))
        #expect(error.code == .repeatedFailures)
        #expect(error.call?.name == "broken")
        #expect(error.rounds.count == 4)
        #expect(error.unansweredCalls.isEmpty)
        #expect(error.conversation.last?.role == .tool)
        #expect(model.calls.count == 4)
    }

    @Test("may fail again after a success")
    func repeatsInARow() async throws {
        let model = TurnModel(
            .calls(.of("t", #"{"ok":0}"#)), .calls(.of("t", #"{"ok":1}"#)), .calls(.of("t", #"{"ok":0}"#)),
            .calls(.of("t", #"{"ok":0}"#, id: "1"), .of("t", #"{"ok":1}"#, id: "2")), .calls(.of("t", #"{"ok":0}"#)),
            .text("Done."))
        let tool = Tool.of("t") { call, _ in call.arguments.contains("1") ? "fine" : .failure("no") }
        let policy = ToolRunPolicy(maximumRepeatedFailures: 2)
        let result = try await RunForm.whole.run(model, tools: [tool], policy: policy)
        #expect(result.text == "Done.")
    }

    @Test(
        "count when the model is at fault, and not when a call was not approved",
        arguments: [(ToolCall.of("x"), true), (.of("echo", "{"), true), (.of("echo"), false)])
    func whatCounts(_ call: ToolCall, _ counts: Bool) async throws {
        let model = TurnModel(.calls(call), .calls(call), .text("Done."))
        let policy = ToolRunPolicy(maximumRepeatedFailures: 2, approve: { _ in .deny(reason: "no") })
        let error = await RunForm.whole.failure(model, tools: [.echo()], policy: policy)
        #expect(error?.code == (counts ? .repeatedFailures : nil))
    }

    @Test("of hooks end the run", arguments: RunForm.allCases)
    func hooks(_ form: RunForm) async throws {
        let approving = ToolRunPolicy(approve: { _ in throw Broken() })
        let error = try #require(
            await form.failure(TurnModel(.calls(.of("echo"))), tools: [.echo()], policy: approving))
        #expect(error.code == .hookFailed && error.cause is Broken && error.call == .of("echo"))
        #expect(error.unansweredCalls == [.of("echo")])

        let preparing = ToolRunPolicy(prepareRound: { _ in throw CancellationError() })
        let early = try #require(await form.failure(TurnModel(.text("Never.")), policy: preparing))
        #expect(early.code == .hookFailed && early.cause is CancellationError)
        #expect(early.conversation == [.user("Go")])

        let twice = ToolRunPolicy(prepareRound: { $0.tools += $0.tools })
        let wrong = try #require(await form.failure(TurnModel(.text("Never.")), tools: [.echo()], policy: twice))
        #expect(wrong.code == .hookFailed && wrong.modelError?.code == .configuration)
    }
}
