import LLM

/// The answer on standard output; reasoning and remarks on standard error.
struct TextReporter: AnswerReporter {
    private let output = OutputFile.standardOutput
    private let errors = OutputFile.standardError
    private let style = Style(for: .standardError)
    private var hasShownText = false
    private var isAtLineStart = true

    mutating func show(_ chunk: ChatChunk) throws {
        // Only a person who looks on has use for it: in a log it would hide the errors.
        if let reasoning = chunk.reasoning, errors.isTerminal { show(reasoning: reasoning) }
        let refusal = chunk.choices.first { $0.index == 0 }?.refusal ?? ""
        try show(text: chunk.delta + refusal)
    }

    mutating func finish(_ response: ChatResponse) throws {
        if !hasShownText { try show(text: response.text + (response.refusal ?? "")) }
        try breakLine()
        for call in response.toolCalls {
            try output.show("→ \(call.name)(\(call.arguments))\(call.isComplete ? "" : " (incomplete)")\n")
        }
        if let remark = Self.remark(on: response.finishReason) { errors.writeIfPossible("bifrost: \(remark)\n") }
    }

    mutating func fail(_ failure: CallFailure) {
        if case .outputClosed = failure { return }
        endLine()
        if case .failed(let error) = failure { errors.writeIfPossible(error.line) }
    }

    private mutating func show(reasoning: String) {
        errors.writeIfPossible(style.dim(TerminalText.neutral(reasoning)))
        isAtLineStart = reasoning.hasSuffix("\n")
    }

    private mutating func show(text: String) throws {
        guard let last = text.last else { return }
        if !hasShownText { endReasoning() }
        try output.show(text)
        hasShownText = true
        isAtLineStart = last.isNewline
    }

    private mutating func endReasoning() {
        if !isAtLineStart { errors.writeIfPossible("\n\n") }
    }

    mutating func endLine() { try? breakLine() }

    private mutating func breakLine() throws {
        if !isAtLineStart { try (hasShownText ? output : errors).write("\n") }
        isAtLineStart = true
    }

    private static func remark(on reason: FinishReason?) -> String? {
        switch reason {
        case .length: "the answer was cut at the token limit (see --max-tokens)"
        case .contentFilter: "the provider withheld the rest of the answer"
        default: nil
        }
    }
}
