/// Why a conversation does not fit into a ``ContextWindow``.
public struct ContextWindowError: Error, Hashable, Sendable {
    /// The class of the failure.
    public var code: Code
    /// The tokens that there are.
    public var budget: Int
    /// The tokens that are needed at least; zero for ``Code/invalidBudget``.
    public var needed: Int

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: The class of the failure.
    ///   - budget: The tokens that there are.
    ///   - needed: The tokens that are needed at least.
    public init(_ code: Code, budget: Int, needed: Int = 0) {
        self.code = code
        self.budget = budget
        self.needed = needed
    }

    /// The class of a failure; an open set.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Kind: String { case invalidBudget, tooLarge, summaryTooLarge }
        private let kind: Kind

        /// The class's name.
        public var description: String { kind.rawValue }

        /// The budget, or what the summary leaves of it, is not more than zero.
        public static let invalidBudget = Code(kind: .invalidBudget)
        /// Instructions, tools, the user's last message and the newest turn alone need more than the budget.
        public static let tooLarge = Code(kind: .tooLarge)
        /// The summary is longer than what was left for it.
        public static let summaryTooLarge = Code(kind: .summaryTooLarge)
    }
}

extension ContextWindowError: CustomStringConvertible {
    /// The class and the numbers in one sentence.
    public var description: String {
        switch code {
        case .invalidBudget: "a budget of \(budget) tokens leaves no room for messages"
        case .summaryTooLarge: "with the summary it takes \(needed) tokens, and the budget is \(budget)"
        default: "what cannot be left out takes \(needed) tokens, and the budget is \(budget)"
        }
    }
}
