/// What a run has come to, and what follows from it; it neither waits nor calls anybody.
struct ToolRunState: Sendable {
    private(set) var conversation: [Message]
    private(set) var rounds: [ToolRound] = []
    private(set) var usage: Usage?
    private var failuresInARow: [String: Int] = [:]
    /// Whether the results of the last round stand in the conversation.
    private var isSettled = true
    private let maximumRounds: Int
    private let maximumRepeatedFailures: Int

    init(conversation: [Message], policy: ToolRunPolicy) {
        self.conversation = conversation
        maximumRounds = policy.maximumRounds
        maximumRepeatedFailures = policy.maximumRepeatedFailures
    }

    var nextRound: Int { (rounds.last?.number ?? 0) + 1 }

    /// The calls that the conversation brought along; they make a round of their own.
    mutating func begun() -> [ToolCall] {
        let calls = conversation.unansweredCalls
        guard !calls.isEmpty, let message = conversation.callingMessage else { return [] }
        rounds.append(ToolRound(number: 0, response: ChatResponse(choices: [Choice(index: 0, message: message)])))
        isSettled = false
        return calls
    }

    enum AnswerAction {
        case runTools([ToolCall])
        case finish(ToolRunResult)
        case fail(RunFailure)
    }

    mutating func answered(_ response: ChatResponse, in duration: Duration) -> AnswerAction {
        let number = nextRound
        rounds.append(ToolRound(number: number, response: response, answerDuration: duration, duration: duration))
        if let counts = response.usage { usage = usage.map { $0 + counts } ?? counts }
        let calls = response.toolCalls
        if !calls.isEmpty, response.isCut {
            conversation.append(response.message.withCutCalls)
            return .fail(RunFailure(.cutCalls, "the answer was cut in the middle of its tool calls"))
        }
        conversation.append(response.message)
        guard !calls.isEmpty else { return .finish(result(response)) }
        guard number < maximumRounds else {
            return .fail(RunFailure(.roundLimit, "the model still called tools in round \(number), the last one"))
        }
        isSettled = false
        return .runTools(calls)
    }

    /// Adds the result of a call; results come as tools end, and are kept in the order of the calls.
    mutating func toolFinished(_ result: ToolResult) {
        guard let last = rounds.indices.last else { return }
        let place = rounds[last].results.firstIndex { $0.position > result.position }
        rounds[last].results.insert(result, at: place ?? rounds[last].results.endIndex)
    }

    enum ResultsAction {
        case ask
        case fail(RunFailure)
    }

    mutating func toolsFinished(after duration: Duration) -> ResultsAction {
        settle()
        guard let last = rounds.indices.last else { return .ask }
        rounds[last].duration = rounds[last].answerDuration + duration
        guard let call = countFailures(in: rounds[last].results) else { return .ask }
        let message = "a tool failed in \(maximumRepeatedFailures) rounds in a row"
        return .fail(RunFailure(.repeatedFailures, message, call: call))
    }

    /// The error of a run that ends now, with all that was done.
    mutating func failed(_ failure: RunFailure) -> ToolRunError {
        settle()
        var counts = usage
        if let failed = (failure.cause as? LLMError)?.partial?.usage { counts = counts.map { $0 + failed } ?? failed }
        return ToolRunError(
            failure.code, failure.message, conversation: conversation, rounds: rounds, usage: counts,
            call: failure.call, cause: failure.cause)
    }

    private func result(_ response: ChatResponse) -> ToolRunResult {
        ToolRunResult(response: response, conversation: conversation, rounds: rounds, usage: usage)
    }

    private mutating func settle() {
        guard !isSettled else { return }
        isSettled = true
        conversation += (rounds.last?.results ?? []).map(\.message)
    }

    /// Counts the rounds in which each tool did nothing but fail; returns a call of one that has failed too often.
    private mutating func countFailures(in results: [ToolResult]) -> ToolCall? {
        let counted = results.filter { $0.failure != .denied }
        let succeeded = Set(counted.filter { $0.failure == nil }.map(\.call.name))
        for name in succeeded { failuresInARow[name] = nil }
        for name in Set(counted.map(\.call.name)).subtracting(succeeded) { failuresInARow[name, default: 0] += 1 }
        return counted.last { failuresInARow[$0.call.name, default: 0] >= maximumRepeatedFailures }?.call
    }
}

extension ChatResponse {
    /// Whether the answer does not say that it came to its own end.
    fileprivate var isCut: Bool {
        switch finishReason {
        case nil, .length?, .contentFilter?: true
        default: false
        }
    }
}

extension Message {
    /// The same with calls that say that they are cut, so that no later run takes them for whole.
    fileprivate var withCutCalls: Message {
        var message = self
        for position in message.toolCalls.indices { message.toolCalls[position].isComplete = false }
        return message
    }
}
