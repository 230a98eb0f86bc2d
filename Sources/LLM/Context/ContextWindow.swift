/// Fits conversations into a budget of tokens by leaving out what is oldest.
///
/// What fits is returned as it is. Otherwise whole exchanges are left out, oldest first: a user's message together with
/// the answers to it, so that a conversation never begins with an answer whose question is gone. When only the user's
/// last message is left, what followed it is left out round by round, as in a long run of tool calls.
///
/// These are never left out: system and developer messages, which stay where they are; the user's last message; and the
/// newest turn. An assistant's tool calls are never parted from their results.
public struct ContextWindow: Sendable {
    /// The tokens that messages and tools may take, more than zero: the model's window without what the answer needs.
    public var budget: Int
    /// What counts the tokens of texts.
    public var counter: any TokenCounter
    /// What messages and tools take besides their texts.
    public var costs: TokenCosts

    /// Makes a window.
    ///
    /// - Parameters:
    ///   - budget: The tokens that messages and tools may take, more than zero.
    ///   - counter: What counts the tokens of texts. The default estimates; leave room for its error.
    ///   - costs: What messages and tools take besides their texts.
    public init(
        budget: Int, counter: any TokenCounter = EstimatingTokenCounter(), costs: TokenCosts = TokenCosts()
    ) {
        self.budget = budget
        self.counter = counter
        self.costs = costs
    }

    /// Counts a conversation and the tools that are offered with it.
    ///
    /// - Parameters:
    ///   - messages: The conversation.
    ///   - tools: The tools on offer.
    /// - Returns: The number of tokens.
    public func count(_ messages: [Message], tools: [ToolDefinition] = []) -> Int {
        messages.reduce(count(tools)) { $0 + counter.count($1, costs: costs) }
    }

    /// Leaves out what is oldest until the conversation fits.
    ///
    /// - Parameters:
    ///   - messages: The conversation, oldest message first.
    ///   - tools: The tools on offer, which take their part of the budget.
    /// - Returns: The messages that fit, in order.
    /// - Throws: ``ContextWindowError``, with the code `invalidBudget` for a budget of zero or less, and `tooLarge` when
    ///   what cannot be left out does not fit.
    public func fit(_ messages: [Message], tools: [ToolDefinition] = []) throws(ContextWindowError) -> [Message] {
        let conversation = measured(messages, tools)
        let left = try conversation.leftOut(within: budget).positions
        guard !left.isEmpty else { return messages }
        return messages.indices.filter { !left.contains($0) }.map { messages[$0] }
    }

    func measured(_ messages: [Message], _ tools: [ToolDefinition]) -> MeasuredConversation {
        MeasuredConversation(
            messages: messages, sizes: messages.map { counter.count($0, costs: costs) }, toolTokens: count(tools))
    }

    private func count(_ tools: [ToolDefinition]) -> Int {
        tools.reduce(0) { $0 + counter.count($1, costs: costs) }
    }
}
