import LLM

/// Shows a call's progress and its outcome.
protocol AnswerReporter {
    /// Shows a chunk at once.
    mutating func show(_ chunk: ChatChunk) throws

    /// Shows what is still to be shown of the whole answer.
    mutating func finish(_ response: ChatResponse) throws

    /// Shows why there is no whole answer.
    mutating func fail(_ failure: CallFailure)

    /// Goes to a new line, if an answer has begun one.
    mutating func endLine()
}

extension AnswerReporter {
    func endLine() {}
}

extension OutputFormat {
    var reporter: any AnswerReporter {
        switch self {
        case .text: TextReporter()
        case .json: JSONReporter()
        }
    }
}
