import LLM
private import Synchronization

/// The answers of a model and the calls that took them.
final class ModelScript: Sendable {
    enum Answers: Sendable {
        case list([ScriptedReply], repeatsLast: Bool)
        case computed(@Sendable (ModelCall) async throws -> ScriptedReply)
    }

    private let answers: Answers
    private let made = Mutex<[ModelCall]>([])

    init(_ answers: Answers) { self.answers = answers }

    var calls: [ModelCall] { made.withLock { $0 } }

    var remaining: Int {
        guard case .list(let replies, _) = answers else { return 0 }
        return max(0, replies.count - calls.count)
    }

    /// Notes a call and returns its answer, with the call's number from 1.
    func take(_ call: ModelCall) async throws -> (reply: ScriptedReply, number: Int) {
        try Task.checkCancellation()
        let number = made.withLock { calls in
            calls.append(call)
            return calls.count
        }
        switch answers {
        case .computed(let answer): return (try await answer(call), number)
        case .list(let replies, let repeatsLast):
            if number <= replies.count { return (replies[number - 1], number) }
            if repeatsLast, let last = replies.last { return (last, number) }
            throw LLMError(.configuration, "the script has \(replies.count) answers, and this is call \(number)")
        }
    }
}
