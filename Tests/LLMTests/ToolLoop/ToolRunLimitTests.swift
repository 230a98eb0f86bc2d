import LLM
import Synchronization
import TestSupport
import Testing

@Suite("The limits of a run", .timeLimit(.minutes(5)))
struct ToolRunLimitTests {
    private static let seconds = GenerateOptions(limits: TimeLimits(total: .seconds(10)))

    @Test("the last round may not call tools", arguments: RunForm.allCases)
    func rounds(_ form: RunForm) async throws {
        let calls = Mutex(0)
        let tool = Tool.of("t") { _, _ in
            calls.withLock { $0 += 1 }
            return "ok"
        }
        let model = TurnModel(
            .calls(.of("t"), usage: Usage(input: 1)), .calls(.of("t", id: "last"), usage: Usage(input: 2)))
        let policy = ToolRunPolicy(maximumRounds: 2)
        let error = try #require(await form.failure(model, tools: [tool], policy: policy))
        #expect(error.code == .roundLimit)
        #expect(error.cause == nil)
        #expect(error.conversation.map(\.role) == [.user, .assistant, .tool, .assistant])
        #expect(error.unansweredCalls == [.of("t", id: "last")])
        #expect(error.usage?.input == 3)
        #expect(calls.withLock { $0 } == 1)

        // The same conversation goes on where the run ended.
        let result = try await form.run(TurnModel(.text("Done.")), error.conversation, tools: [tool])
        #expect(result.conversation.map(\.role) == [.user, .assistant, .tool, .assistant, .tool, .assistant])
        #expect(calls.withLock { $0 } == 2)
    }

    @Test("no more tools run at once than may", arguments: RunForm.allCases, [1, 2, 8])
    func parallelism(_ form: RunForm, _ limit: Int) async throws {
        let meter = Meter()
        let calls = (0..<6).map { ToolCall.of("t", id: "\($0)") }
        let model = TurnModel(.calls(calls[0], calls[1], calls[2], calls[3], calls[4], calls[5]), .text("Done."))
        let expected = min(limit, 6)
        let tool = Tool.of("t") { call, _ in
            await meter.enter(waitingFor: expected)
            defer { meter.leave() }
            return "\(call.id)"
        }
        let result = try await form.run(model, tools: [tool], policy: ToolRunPolicy(maximumParallelCalls: limit))
        #expect(meter.most == expected)
        #expect(result.toolTexts == ["0", "1", "2", "3", "4", "5"])
    }

    @Test("tools run one after the other when the model may not call several")
    func sequential() async throws {
        let order = Mutex<[String]>([])
        let meter = Meter()
        let tool = Tool.of("t") { call, _ in
            await meter.enter(waitingFor: 1)
            defer { meter.leave() }
            order.withLock { $0.append(call.id) }
            return "ok"
        }
        let model = TurnModel(.calls(.of("t", id: "a"), .of("t", id: "b"), .of("t", id: "c")), .text("Done."))
        _ = try await RunForm.streamed.run(model, tools: [tool], options: GenerateOptions(parallelToolCalls: false))
        #expect(meter.most == 1)
        #expect(order.withLock { $0 } == ["a", "b", "c"])
    }

    @Test("a tool that does not listen is waited for no longer than its limit", arguments: RunForm.allCases)
    func timeLimit(_ form: RunForm) async throws {
        let clock = HeldClock()
        let (gate, cancelled) = (AsyncGate(), AsyncGate())
        let begun = clock.now
        let deaf = Tool.of("deaf", timeLimit: .seconds(5)) { _, context in
            #expect(context.deadline == begun.advanced(by: .seconds(5)))
            await withTaskCancellationHandler(operation: gate.wait) { cancelled.open() }
            return "too late"
        }
        let model = TurnModel(.calls(.of("deaf"), .of("echo")), .text("Done."))
        let time = Task {
            while try await clock.nextSleep() != .seconds(5) {}
            clock.advance(by: .seconds(5))
        }
        let result = try await form.run(model, tools: [deaf, .echo()], policy: ToolRunPolicy(clock: clock.callClock))
        #expect(result.toolTexts == ["The tool took too long.", "echo {}"])
        #expect(result.toolResults.map(\.failure) == [.timeout, nil])
        #expect(result.toolResults[0].error as? ToolTimeout == ToolTimeout(limit: .seconds(5)))
        #expect(result.toolResults[0].duration == .seconds(5))
        try await time.value
        await cancelled.wait()
        gate.open()
    }

    @Test("the limit of the policy holds for tools without one, and may end the run")
    func policyLimit() async throws {
        let clock = HeldClock()
        let gate = AsyncGate()
        let model = TurnModel(.calls(.of("deaf")), .text("Never."))
        let time = Task {
            let sleep = try await clock.nextSleep()
            clock.advance(by: sleep)
            return sleep
        }
        let policy = ToolRunPolicy(toolTimeLimit: .seconds(7), toolErrors: .endRun, clock: clock.callClock)
        let deaf = Tool.of("deaf") { _, _ in
            await gate.wait()
            return ""
        }
        let error = try #require(await RunForm.whole.failure(model, tools: [deaf], policy: policy))
        #expect(error.code == .toolFailed)
        #expect(error.cause as? ToolTimeout == ToolTimeout(limit: .seconds(7)))
        #expect(try await time.value == .seconds(7))
        gate.open()
    }

    @Test("each call of the model gets what is left of the run's time", arguments: RunForm.allCases)
    func deadlineOfCalls(_ form: RunForm) async throws {
        let clock = HeldClock()
        let model = TurnModel(.calls(.of("t")).after { clock.advance(by: .seconds(2)) }, .text("Done."))
        let tool = Tool.of("t") { _, context in
            #expect(context.deadline == clock.now.advanced(by: .seconds(8)))
            #expect(CallDeadline.current == context.deadline)
            clock.advance(by: .seconds(3))
            return "ok"
        }
        let result = try await form.run(
            model, tools: [tool], options: Self.seconds, policy: ToolRunPolicy(clock: clock.callClock))
        #expect(model.calls.map(\.options.limits.total) == [.seconds(10), .seconds(5)])
        #expect(result.rounds.map(\.answerDuration) == [.seconds(2), .zero])
        #expect(result.rounds.map(\.duration) == [.seconds(5), .zero])
    }

    @Test("the wait for tools ends at the run's deadline", arguments: RunForm.allCases)
    func deadlineOfTools(_ form: RunForm) async throws {
        let clock = HeldClock()
        let gate = AsyncGate()
        let deaf = Tool.of("deaf", timeLimit: .off) { _, _ in
            await gate.wait()
            return ""
        }
        let model = TurnModel(.calls(.of("echo"), .of("deaf"), usage: Usage(input: 4)))
        let time = Task {
            for _ in 0..<2 { try await clock.nextSleep() }
            clock.advance(by: .seconds(10))
        }
        let policy = ToolRunPolicy(maximumParallelCalls: 1, clock: clock.callClock)
        let error = try #require(
            await form.failure(model, tools: [.echo(), deaf], options: Self.seconds, policy: policy))
        #expect(error.code == .deadline)
        #expect(error.modelError?.code == .timeout)
        #expect(error.modelError?.timeout?.limit == .total)
        #expect(error.modelError?.timeout?.value == .seconds(10))
        #expect(error.modelError?.timeout?.elapsed == .seconds(10))
        #expect(error.toolTexts == ["echo {}"])
        #expect(error.unansweredCalls == [.of("deaf")])
        #expect(error.usage?.input == 4)
        try await time.value
        gate.open()
    }

    @Test("no model is asked after the deadline, and one that meets it is the run's end", arguments: RunForm.allCases)
    func deadlineBetweenCalls(_ form: RunForm) async throws {
        let clock = HeldClock()
        let policy = ToolRunPolicy(clock: clock.callClock)
        let late = Tool.of("t") { _, _ in
            clock.pass(.seconds(10))
            return "ok"
        }
        let model = TurnModel(.calls(.of("t")), .text("Never."))
        let error = try #require(await form.failure(model, tools: [late], options: Self.seconds, policy: policy))
        #expect(error.code == .deadline)
        #expect(model.calls.count == 1)
        #expect(error.toolTexts == ["ok"] && error.unansweredCalls.isEmpty)

        var total = LLMError(.timeout, "too long")
        total.timeout = LLMError.Timeout(limit: .total, value: .seconds(1), elapsed: .seconds(1))
        let meeting = TurnModel(.failing(total).after { clock.pass(.seconds(10)) })
        let met = try #require(await form.failure(meeting, options: Self.seconds, policy: policy))
        #expect(met.code == .deadline && met.modelError?.timeout?.value == .seconds(10))
        // A model that ends by a limit of its own is no deadline of the run.
        let own = try #require(await form.failure(TurnModel(.failing(total)), options: Self.seconds, policy: policy))
        #expect(own.code == .modelFailed && own.modelError?.timeout?.value == .seconds(1))
    }

    @Test("approval is waited for until the deadline and does not count as the tool's time")
    func deadlineOfApproval() async throws {
        let clock = HeldClock()
        let gate = AsyncGate()
        let policy = ToolRunPolicy(
            toolTimeLimit: .seconds(1),
            approve: { _ in
                await gate.wait()
                return .allow
            }, clock: clock.callClock)
        let time = Task {
            let sleep = try await clock.nextSleep()
            clock.advance(by: sleep)
            return sleep
        }
        let error = try #require(
            await RunForm.whole.failure(
                TurnModel(.calls(.of("echo"))), tools: [.echo()], options: Self.seconds, policy: policy))
        #expect(error.code == .deadline)
        #expect(try await time.value == .seconds(10))
        gate.open()
    }

    @Test("a run inherits the deadline that holds around it, and leaves the models' own limits alone")
    func inheritedDeadline() async throws {
        let clock = HeldClock()
        let deadline = clock.now.advanced(by: .seconds(4))
        let tool = Tool.of("t") { _, context in
            #expect(context.deadline == deadline)
            return "ok"
        }
        let model = TurnModel(.calls(.of("t")), .text("Done."), .text("Once more."))
        let policy = ToolRunPolicy(clock: clock.callClock)
        try await CallDeadline.ending(at: deadline) {
            _ = try await RunForm.whole.run(model, tools: [tool], policy: policy)
            _ = try await RunForm.whole.run(model, options: Self.seconds, policy: policy)
        }
        #expect(model.calls.map(\.options.limits.total) == [.inherit, .inherit, .seconds(4)])
    }

    @Test(
        "what is wrong is said before anything is sent",
        arguments: [
            ToolRunPolicy(maximumRounds: 0), ToolRunPolicy(maximumParallelCalls: 0),
            ToolRunPolicy(maximumRepeatedFailures: 0), ToolRunPolicy(toolTimeLimit: .seconds(0)),
        ])
    func configuration(_ policy: ToolRunPolicy) async throws {
        let model = TurnModel(.text("Never."))
        let error = await RunForm.streamed.failure(model, policy: policy)
        #expect(error?.code == .configuration && error?.modelError?.code == .configuration)
        #expect(error?.message.contains("ToolRunPolicy.") == true)
        #expect(model.calls.isEmpty)
    }

    @Test("wrong tools and a run without time are refused too")
    func wrongTools() async throws {
        let model = TurnModel(.text("Never."))
        let twice = await RunForm.whole.failure(model, tools: [.echo(), .echo()])
        #expect(twice?.message == #"two tools are named "echo""#)
        let short = await RunForm.whole.failure(model, tools: [.of("t", timeLimit: .seconds(-1)) { _, _ in "" }])
        #expect(short?.code == .configuration)
        let options = GenerateOptions(limits: TimeLimits(total: .seconds(0)))
        #expect(await RunForm.whole.failure(model, options: options)?.code == .configuration)
        #expect(model.calls.isEmpty)
    }
}

/// Counts who is in, and holds the first ones until as many as expected are in together.
private final class Meter: Sendable {
    private struct State {
        var inside = 0
        var most = 0
    }

    private let state = Mutex(State())
    private let full = AsyncGate()

    var most: Int { state.withLock { $0.most } }

    func enter(waitingFor count: Int) async {
        let most = state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
            return state.most
        }
        if most >= count { full.open() }
        await full.wait()
        // One more that is let in by mistake has the time to come.
        for _ in 0..<100 { await Task.yield() }
    }

    func leave() { state.withLock { $0.inside -= 1 } }
}
