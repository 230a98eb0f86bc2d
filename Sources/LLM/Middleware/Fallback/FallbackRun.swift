/// The one place where another model is asked.
struct FallbackRun: Sendable {
    /// A model that can be asked.
    struct Candidate: Sendable {
        let id: String
        let answer: ModelMiddleware.Next
    }

    let call: ModelCall
    let candidates: [Candidate]
    let limit: TimeLimit
    /// When all of it must be over; nil when no common limit is set.
    let deadline: ContinuousClock.Instant?
    let clock: CallClock
    let condition: @Sendable (LLMError) -> Bool

    /// Asks for a whole answer.
    func response() async throws -> ChatResponse {
        try await firstAnswer { answer, id in
            var response = try await answer.collect()
            response.metadata.answered(by: id)
            return response
        }
    }

    /// Asks one model after the other; `take` gets each one's answer and throws when it is none.
    func firstAnswer<Answer>(_ take: (_ answer: ModelAnswer, _ id: String) async throws -> Answer) async throws
        -> Answer
    {
        var failures: [LLMError] = []
        for candidate in candidates {
            do {
                return try await take(try await candidate.answer(limited), candidate.id)
            } catch let error as LLMError {
                let error = error.attributed(to: candidate.id)
                guard failures.count + 1 < candidates.count, mayAskAnother(after: error) else {
                    throw error.following(failures)
                }
                try Task.checkCancellation()
                failures.append(error)
            }
        }
        preconditionFailure("the first candidate is the model itself")
    }

    /// The call with what is left of the time.
    private var limited: ModelCall {
        var call = call
        call.options.limits.total = deadline.map { .after(clock.now().duration(to: $0)) } ?? limit
        return call
    }

    private func mayAskAnother(after error: LLMError) -> Bool {
        if let deadline, clock.now() >= deadline { return false }
        // What was received of an answer was paid for; it is the caller's, to be continued or thrown away.
        guard error.partial?.hasContent != true else { return false }
        return condition(error)
    }
}

extension ChatResponse {
    fileprivate var hasContent: Bool { choices.contains { $0.message.hasContent } }
}

extension Message {
    fileprivate var hasContent: Bool {
        !content.isEmpty || !toolCalls.isEmpty || reasoning != nil || refusal != nil || audio != nil
    }
}

extension LLMError {
    fileprivate func following(_ failures: [LLMError]) -> LLMError {
        var error = self
        error.previousFailures = failures + previousFailures
        return error
    }
}
