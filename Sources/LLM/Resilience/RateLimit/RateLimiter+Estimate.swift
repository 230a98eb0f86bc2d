extension RateLimiter {
    /// Estimates a call's tokens: one for every four bytes of text, four for every message, and as many for the answer as
    /// it may have at most.
    ///
    /// It is rough: pictures, sound, documents and tools are not counted, nor an answer without
    /// ``GenerateOptions/maxTokens``. What was wrong is corrected when the usage is known.
    ///
    /// - Parameter call: The call.
    /// - Returns: The number of tokens.
    @Sendable
    public static func roughEstimate(_ call: ModelCall) -> Int {
        let conversation = call.messages.reduce(0) { $0 + 4 + ($1.textSize + 3) / 4 }
        let answer = max(0, call.options.maxTokens ?? 0).multipliedReportingOverflow(by: max(1, call.options.n ?? 1))
        let (sum, overflow) = conversation.addingReportingOverflow(answer.partialValue)
        return overflow || answer.overflow ? .max : sum
    }
}

extension Message {
    fileprivate var textSize: Int {
        content.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) }
            + toolCalls.reduce(0) { $0 + $1.name.utf8.count + $1.arguments.utf8.count }
    }
}
