import LLM
import Synchronization
import TestSupport
import Testing

@Suite("A run that is left", .timeLimit(.minutes(5)))
struct ToolRunCancellationTests {
    /// A tool that tells when it begins and when it is cancelled, and ends only then or when the gate opens.
    private struct Waiting {
        let begun = Mailslot<String>()
        let cancelled = Mailslot<String>()
        let gate = AsyncGate()

        var tool: Tool {
            Tool.of("wait", timeLimit: .off) { [self] call, _ in
                begun.put(call.id)
                await withTaskCancellationHandler(operation: gate.wait) { cancelled.put(call.id) }
                return "ended"
            }
        }
    }

    @Test("cancels the tools when its task is cancelled, and ends though they do not", arguments: RunForm.allCases)
    func cancellation(_ form: RunForm) async throws {
        let waiting = Waiting()
        let model = TurnModel(.calls(.of("wait", id: "1"), .of("wait", id: "2"), .of("wait", id: "3")), .text("Never."))
        let run = Task {
            try await form.run(model, tools: [waiting.tool], policy: ToolRunPolicy(maximumParallelCalls: 2))
        }
        let begun: Set = [try await waiting.begun.take(), try await waiting.begun.take()]
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        let cancelled: Set = [try await waiting.cancelled.take(), try await waiting.cancelled.take()]
        #expect(begun == ["1", "2"])
        #expect(cancelled == begun)
        #expect(model.calls.count == 1)
        waiting.gate.open()
    }

    @Test("cancels the tools when its loop is left")
    func leaving() async throws {
        let waiting = Waiting()
        let model = TurnModel(.calls(.of("wait")), .text("Never."))
        for try await event in model.streamRun([.user("Go")], tools: [waiting.tool]) {
            if case .toolStarted = event { break }
        }
        #expect(try await waiting.cancelled.take() == "call_wait")
        waiting.gate.open()
    }

    @Test("cancels the other tools when one ends the run", arguments: RunForm.allCases)
    func fatal(_ form: RunForm) async throws {
        let waiting = Waiting()
        let fatal = Tool.of("fatal") { _, _ in
            _ = try await waiting.begun.take()
            throw ToolFailure.fatal("gone")
        }
        let model = TurnModel(.calls(.of("wait"), .of("fatal"), .of("wait", id: "never")))
        let policy = ToolRunPolicy(maximumParallelCalls: 2)
        let error = try #require(await form.failure(model, tools: [waiting.tool, fatal], policy: policy))
        #expect(error.code == .toolFailed)
        #expect(error.unansweredCalls.count == 3)
        #expect(try await waiting.cancelled.take() == "call_wait")
        waiting.gate.open()
    }

    @Test("ends while the model is at work", arguments: RunForm.allCases)
    func cancellationOfTheModel(_ form: RunForm) async throws {
        let asked = Mailslot<Void>()
        let clock = HeldClock()
        let model = TurnModel(
            .text("Never.").after {
                asked.put(())
                try await clock.callClock.sleep(.seconds(1))
            })
        let run = Task { try await form.run(model) }
        try await asked.take()
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
    }

    @Test("takes a model's cancellation for a failure when nobody cancelled", arguments: RunForm.allCases)
    func modelCancelledItself(_ form: RunForm) async throws {
        let error = await form.failure(TurnModel(.failing(CancellationError())))
        #expect(error?.code == .modelFailed && error?.cause is CancellationError)
        #expect(await form.failure(TurnModel())?.cause is TurnModel.NoMoreTurns)
    }

    @Test("ends while a hook is waited for", arguments: RunForm.allCases)
    func cancellationOfHooks(_ form: RunForm) async throws {
        let asked = Mailslot<Void>()
        let gate = AsyncGate()
        let policy = ToolRunPolicy(approve: { _ in
            asked.put(())
            await gate.wait()
            return .allow
        })
        let run = Task { try await form.run(TurnModel(.calls(.of("echo"))), tools: [.echo()], policy: policy) }
        try await asked.take()
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        gate.open()
    }

    @Test("begins nothing in a task that is cancelled already", arguments: RunForm.allCases)
    func cancelledBefore(_ form: RunForm) async throws {
        let ran = Mutex(false)
        let tool = Tool.of("t") { _, _ in
            ran.withLock { $0 = true }
            return ""
        }
        let conversation: [Message] = [.user("Go"), .assistant("", toolCalls: [.of("t")])]
        let gate = AsyncGate()
        let run = Task {
            await gate.wait()
            return try await form.run(TurnModel(.text("Never.")), conversation, tools: [tool])
        }
        run.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(!ran.withLock { $0 })
    }
}
