extension RateLimiter {
    /// Estimates a call's tokens: its messages and tools as ``EstimatingTokenCounter`` counts them, and as many for the
    /// answer as it may have at most.
    ///
    /// An answer without ``GenerateOptions/maxTokens`` is not counted, nor are tools that the model does not tell. What was
    /// wrong is corrected when the usage is known.
    ///
    /// - Parameter call: The call.
    /// - Returns: The number of tokens.
    @Sendable
    public static func estimatedTokens(_ call: ModelCall) -> Int {
        let counter = EstimatingTokenCounter()
        let messages = call.messages.reduce(0) { $0 + counter.count($1) }
        let tools = call.tools?.reduce(0) { $0 + counter.count($1) } ?? 0
        let answer = max(0, call.options.maxTokens ?? 0).multipliedReportingOverflow(by: max(1, call.options.n ?? 1))
        let (sum, overflow) = (messages + tools).addingReportingOverflow(answer.partialValue)
        return overflow || answer.overflow ? .max : sum
    }
}
