import Bifrost
import LLM

/// Shows a response's progress and its outcome, by the same means as a chat's.
struct ResponseReporter {
    private var reporter: any AnswerReporter
    private let isJSON: Bool

    init(_ format: OutputFormat) {
        reporter = format.reporter
        isJSON = format == .json
    }

    /// Shows an event at once.
    mutating func show(_ event: ResponseEvent) throws {
        if isJSON {
            if let line = JSONOutput.event(event) { try OutputFile.standardOutput.write(line.line) }
        } else if let chunk = ChatChunk(event) {
            try reporter.show(chunk)
        }
    }

    /// Shows what is still to be shown of the whole response.
    mutating func finish(_ response: Response) throws {
        if isJSON {
            try OutputFile.standardOutput.write(JSONOutput.response(response).line)
        } else {
            try reporter.finish(ChatResponse(response))
        }
    }

    /// Shows why there is no whole response.
    mutating func fail(_ failure: CallFailure) { reporter.fail(failure) }
}

extension ChatChunk {
    /// What a person reads of an event; nil when it is nothing.
    fileprivate init?(_ event: ResponseEvent) {
        switch event {
        case .outputTextDelta(let piece): self.init(choices: [ChoiceDelta(text: piece.value)])
        case .refusalDelta(let piece): self.init(choices: [ChoiceDelta(refusal: piece.value)])
        case .reasoningSummaryTextDelta(let piece): self.init(choices: [ChoiceDelta(reasoning: piece.value)])
        default: return nil
        }
    }
}
