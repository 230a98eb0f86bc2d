/// Drives a run from event to event; releasing it ends the run.
final class ToolRunSource {
    private enum Phase {
        /// Nothing was sent yet; running or asking may follow.
        case idle
        /// The model is to be asked; answering, running or the end may follow.
        case asking
        /// An answer is on its way; running or the end may follow.
        case answering(StreamedAnswer)
        /// Tools are at work; asking or failed may follow.
        case running(ToolBatch)
        /// The events before the failure are taken first; finished follows.
        case failed(RunFailure)
        /// The run is over. Nothing follows: asking again does nothing.
        case finished
    }

    private let request: ToolRunRequest
    private let isFirst: Bool
    private var phase = Phase.idle
    private var events: [ToolRun.Event] = []
    private var state: ToolRunState
    private var time: RunTime
    private var tools: ToolBox
    /// When the model was asked, or the tools began.
    private var begun: ContinuousClock.Instant

    init(_ request: ToolRunRequest, isFirst: Bool) {
        self.request = request
        self.isFirst = isFirst
        state = ToolRunState(conversation: request.messages, policy: request.policy)
        time = RunTime(clock: request.policy.clock, total: .off, inherited: nil)
        tools = ToolBox(request.tools, undeclared: request.policy.undeclaredTools)
        begun = time.now
    }

    deinit { leave() }

    func next(isolation actor: isolated (any Actor)?) async throws -> ToolRun.Event? {
        do {
            while events.isEmpty {
                guard try await advance(isolation: actor) else { return nil }
            }
            return events.removeFirst()
        } catch {
            leave()
            phase = .finished
            guard let failure = error as? RunFailure else { throw error }
            throw state.failed(failure)
        }
    }

    private func leave() {
        if case .running(let batch) = phase { batch.cancel() }
    }

    /// Does the next thing; returns whether there was one.
    private func advance(isolation actor: isolated (any Actor)?) async throws -> Bool {
        switch phase {
        case .idle: try begin()
        case .asking: try await ask(isolation: actor)
        case .answering(let answer): try await read(answer, isolation: actor)
        case .running(let batch): try await watch(batch)
        case .failed(let failure): throw failure
        case .finished: return false
        }
        return true
    }

    private func begin() throws {
        try validate()
        time = RunTime(
            clock: request.policy.clock, total: request.options.limits.total, inherited: CallDeadline.current)
        phase = .asking
        let calls = state.begun()
        guard !calls.isEmpty else { return }
        events.append(.roundStarted(0))
        run(calls)
    }

    private func validate() throws(RunFailure) {
        do throws(LLMError) {
            guard isFirst else { throw .streamBegun }
            try request.validate()
        } catch {
            throw RunFailure(.configuration, error.message, cause: error)
        }
    }

    private func ask(isolation actor: isolated (any Actor)?) async throws {
        try Task.checkCancellation()
        let plan = try await request.plan(round: state.nextRound, messages: state.conversation, time: time)
        tools = ToolBox(plan.tools, undeclared: request.policy.undeclaredTools)
        let model = request.model.bindTools(plan.tools.map(\.definition))
        events.append(.roundStarted(plan.round))
        begun = time.now
        guard !request.isStreamed else {
            phase = .answering(StreamedAnswer(model.stream(plan.messages, options: plan.options)))
            return
        }
        do {
            answered(try await model.generate(plan.messages, options: plan.options))
        } catch {
            throw failure(ofModel: error)
        }
    }

    private func read(_ answer: StreamedAnswer, isolation actor: isolated (any Actor)?) async throws {
        do {
            guard let chunk = try await answer.next(isolation: actor) else { return answered(answer.response) }
            events += ToolRun.Event.events(of: chunk)
        } catch {
            throw failure(ofModel: error, partial: answer.partial)
        }
    }

    private func failure(ofModel error: any Error, partial: ChatResponse? = nil) -> any Error {
        if error is CancellationError, Task.isCancelled { return error }
        return time.failure(ofModel: error, partial: partial)
    }

    private func answered(_ response: ChatResponse) {
        switch state.answered(response, in: begun.duration(to: time.now)) {
        case .runTools(let calls):
            run(calls)
        case .finish(let result):
            finishRound()
            events.append(.finished(result))
            phase = .finished
        case .fail(let failure):
            finishRound()
            phase = .failed(failure)
        }
    }

    private func run(_ calls: [ToolCall]) {
        begun = time.now
        phase = .running(request.batch(calls, round: state.rounds.last?.number ?? 0, tools: tools, time: time))
    }

    private func watch(_ batch: ToolBatch) async throws {
        switch try await batch.next() {
        case .started(let start):
            events.append(.toolStarted(start))
        case .finished(let result):
            state.toolFinished(result)
            events.append(.toolFinished(result))
        case nil:
            let action = state.toolsFinished(after: begun.duration(to: time.now))
            finishRound()
            switch action {
            case .ask: phase = .asking
            case .fail(let failure): phase = .failed(failure)
            }
        }
    }

    private func finishRound() {
        if let round = state.rounds.last { events.append(.roundFinished(round)) }
    }
}
