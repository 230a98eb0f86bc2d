/// A conversation with what each of its messages takes in tokens.
struct MeasuredConversation {
    let messages: [Message]
    /// The tokens of each message.
    let sizes: [Int]
    /// The tokens of the tools on offer.
    let toolTokens: Int

    /// The positions of what is left out for the rest to fit, and what the rest takes.
    func leftOut(within budget: Int) throws(ContextWindowError) -> (positions: Set<Int>, tokens: Int) {
        guard budget > 0 else { throw ContextWindowError(.invalidBudget, budget: budget) }
        var tokens = sizes.reduce(toolTokens, +)
        guard tokens > budget else { return ([], tokens) }
        let groups = ContextGroups(messages)
        var positions: Set<Int> = []
        for (number, group) in groups.groups.enumerated() where !groups.required.contains(number) && tokens > budget {
            positions.formUnion(group)
            tokens -= group.reduce(0) { $0 + sizes[$1] }
        }
        guard tokens <= budget else { throw ContextWindowError(.tooLarge, budget: budget, needed: tokens) }
        return (positions, tokens)
    }
}
