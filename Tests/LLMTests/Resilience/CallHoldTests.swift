@testable import LLM
import Testing

@Suite("What is held while a call lasts", .timeLimit(.minutes(1)))
struct CallHoldTests {
    /// Notes how a call ended, and how many were under way by then.
    private struct Watch: ModelMiddleware {
        let stage: StagedModel.Stage
        let notes = OrderedNotes<String>()

        func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
            try await respond(to: call, next: next) { call in
                call.options.seed = 7
                return Hold(stage, notes)
            }
        }
    }

    private final class Hold: CallHold {
        private let stage: StagedModel.Stage
        private let notes: OrderedNotes<String>
        private var isOver = false

        init(_ stage: StagedModel.Stage, _ notes: OrderedNotes<String>) {
            self.stage = stage
            self.notes = notes
            notes.add("held")
        }

        deinit { if !isOver { notes.add("left, \(stage.journal.open) open") } }

        func contentReceived() { notes.add("content") }

        func ended(_ end: HeldCallEnd) {
            isOver = true
            let outcome = end.error.map { ($0 as? LLMError)?.code.rawValue ?? "cancelled" } ?? "complete"
            notes.add("\(outcome) \(end.requests ?? 0) \(end.usage?.total ?? 0), \(stage.journal.open) open")
        }
    }

    /// What is noted of a call of these steps.
    private func notes(_ steps: [StagedModel.Step], _ ask: (MiddlewareModel) async throws -> Void) async -> [String] {
        let staged = StagedModel(attempts: 2, always: steps)
        let watch = Watch(stage: staged.stage)
        _ = await failure { try await ask(staged.with(watch)) }
        #expect(staged.journal.options.allSatisfy { $0.seed == 7 })
        return watch.notes.all
    }

    @Test("it is told of the end once, when the call is gone")
    func ends() async {
        let ends: [([StagedModel.Step], String)] = [
            (.answer(tokens: 9), "complete 2 9, 0 open"),
            ([.text("a"), .failure(.truncated, attempts: 3)], "truncated 3 0, 0 open"),
            ([.text("a"), .fail(CancellationError())], "cancelled 0 0, 0 open"),
        ]
        for (steps, end) in ends {
            let streamed = await notes(steps) { for try await _ in $0.stream([.user("")]) {} }
            #expect(streamed == ["held", "content", end])
            let whole = await notes(steps) { _ = try await $0.generate([.user("")]) }
            #expect(whole == ["held", end])
        }
    }

    @Test("it is released untold when a stream is left, after the call")
    func left() async {
        let notes = await notes(.answer()) { for try await _ in $0.stream([.user("")]) { break } }
        #expect(notes == ["held", "left, 0 open"])
    }

    @Test("it is not taken before the first chunk is asked for")
    func notIterated() async {
        let notes = await notes(.answer()) { _ = $0.stream([.user("")]).makeAsyncIterator() }
        #expect(notes.isEmpty)
    }

    @Test("after an end nothing more comes, and nothing more is told")
    func afterwards() async {
        let notes = await notes([.failure(.server)]) { model in
            var iterator = model.stream([.user("")]).makeAsyncIterator()
            do {
                _ = try await iterator.next()
                Issue.record("it should fail")
            } catch {}
            let next = try await iterator.next()
            #expect(next == nil)
        }
        #expect(notes.count == 2)
    }

    @Test("an answer of the wrong form is an error")
    func wrongForm() async {
        let error =
            await failure {
                for try await _ in StagedModel(always: .answer()).with(Watch(stage: .init()), Whole()).stream([
                    .user("")
                ]) {}
            } as? LLMError
        #expect(error?.code == .configuration)
    }

    private struct Whole: ModelMiddleware {
        func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer { .response(ChatResponse()) }
    }
}
