/// The attempts at one answer.
struct AnswerAttempts<Model: ChatModel, Value: Decodable & Sendable> {
    private let plan: AnswerPlan<Value>
    private let model: Model
    private let options: GenerateOptions
    private let deadline: ContinuousClock.Instant?
    /// What is sent next.
    private var conversation: [Message]
    /// The answers so far, none of which could be read.
    private var responses: [ChatResponse] = []

    init(
        _ plan: AnswerPlan<Value>, model: Model, messages: [Message], options: GenerateOptions
    ) throws(LLMError) {
        self.plan = plan
        self.model = plan.model(for: model)
        self.options = plan.options(for: options)
        conversation = try plan.conversation(for: messages)
        deadline = options.limits.total.duration.map { plan.options.clock.now() + $0 }
    }

    mutating func run() async throws -> StructuredResponse<Value> {
        while true {
            let response = try await nextResponse()
            responses.append(response)
            do throws(AnswerProblem) {
                return StructuredResponse(value: try plan.answer(in: response).value, responses: responses)
            } catch {
                let failure = StructuredOutputError(error, text: plan.text(of: response), responses: responses)
                guard error.isRepairable, responses.count <= plan.options.repairs else { throw failure }
                try checkTime(after: failure)
                conversation += plan.repair(of: response, error)
            }
        }
    }

    private func nextResponse() async throws -> ChatResponse {
        var call = options
        // The first attempt has all of the time, however much of it making the call takes.
        if let deadline, !responses.isEmpty {
            call.limits.total = .after(plan.options.clock.now().duration(to: deadline))
        }
        do {
            return try await model.generate(conversation, options: call)
        } catch let error as LLMError {
            throw withEarlierAnswers(error)
        }
    }

    /// Nothing that was received and paid for is lost when a later attempt fails.
    private func withEarlierAnswers(_ error: LLMError) -> LLMError {
        guard let last = responses.last else { return error }
        var error = error
        let usage = (responses + (error.partial.map { [$0] } ?? [])).totalUsage
        error.partial = error.partial ?? last
        error.partial?.usage = usage
        return error
    }

    private func checkTime(after failure: StructuredOutputError) throws {
        let now = plan.options.clock.now()
        guard let deadline, let limit = options.limits.total.duration, now >= deadline else { return }
        var error = LLMError(.timeout, "no time was left to ask for a better answer", cause: failure)
        error.timeout = LLMError.Timeout(limit: .total, value: limit, elapsed: limit + deadline.duration(to: now))
        throw withEarlierAnswers(error)
    }
}
