extension ContextWindow {
    /// Puts a summary in the place of what is oldest, so that the conversation fits.
    ///
    /// The summary stands where the first of the messages stood that it replaces. What fits is returned as it is, and
    /// no summary is made.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - tools: The tools on offer, which take their part of the budget.
    ///   - summaryBudget: The tokens to keep free for the summary, more than zero and less than the budget.
    ///   - summarize: Makes a message of those that are left out, such as a user's with a model's summary. As a system
    ///     message it would never be left out, and never be summarized again.
    /// - Returns: The messages that fit, in order.
    /// - Throws: ``ContextWindowError`` as of `fit(_:tools:)`, with the code `invalidBudget` for a summary's budget that
    ///   is not between zero and the whole, and `summaryTooLarge` for a summary that does not fit; and what `summarize`
    ///   throws.
    public func fit(
        _ messages: [Message],
        tools: [ToolDefinition] = [],
        summaryBudget: Int,
        summarize: (_ leftOut: [Message]) async throws -> Message
    ) async throws -> [Message] {
        guard summaryBudget > 0 else { throw ContextWindowError(.invalidBudget, budget: summaryBudget) }
        let conversation = measured(messages, tools)
        guard try !conversation.leftOut(within: budget).positions.isEmpty else { return messages }
        let (left, tokens) = try conversation.leftOut(within: budget - summaryBudget)
        let summary = try await summarize(messages.indices.filter(left.contains).map { messages[$0] })
        let needed = tokens + counter.count(summary, costs: costs)
        guard needed <= budget else { throw ContextWindowError(.summaryTooLarge, budget: budget, needed: needed) }
        let place = left.min()
        return messages.indices.compactMap { position in
            if position == place { return summary }
            return left.contains(position) ? nil : messages[position]
        }
    }
}
