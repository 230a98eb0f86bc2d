/// What a model's tokens cost, in any one currency.
public struct ModelPrice: Hashable, Sendable, Codable {
    /// The price of a million tokens of the conversation.
    public var input: Double
    /// The price of a million tokens of the answer.
    public var output: Double

    /// Makes a price.
    ///
    /// - Parameters:
    ///   - input: The price of a million tokens of the conversation.
    ///   - output: The price of a million tokens of the answer.
    public init(input: Double, output: Double) {
        self.input = input
        self.output = output
    }
}

/// Chooses the model that will probably cost least.
public struct CheapestRouting: RoutingStrategy {
    private let prices: [String: ModelPrice]
    private let outputTokens: Int
    private let inputTokens: @Sendable (ModelCall) -> Int

    /// Makes a strategy.
    ///
    /// - Parameters:
    ///   - prices: What each model costs, by ``ChatModel/modelID``.
    ///   - outputTokens: How long an answer is taken to be where ``GenerateOptions/maxTokens`` does not say.
    ///   - inputTokens: Estimates how many tokens the conversation has. The default is ``roughTokens(_:)``.
    public init(
        _ prices: [String: ModelPrice],
        outputTokens: Int = 500,
        inputTokens: @escaping @Sendable (ModelCall) -> Int = CheapestRouting.roughTokens
    ) {
        self.prices = prices
        self.outputTokens = outputTokens
        self.inputTokens = inputTokens
    }

    /// Checks that each model has a price.
    ///
    /// - Parameter modelIDs: The models.
    /// - Throws: ``LLMError/Code/configuration`` when one has none, or one that is no price.
    public func validate(_ modelIDs: [String]) throws(LLMError) {
        for id in modelIDs {
            guard let price = prices[id] else { throw LLMError(.configuration, "no price is known of \"\(id)\"") }
            guard price.input.isFinite, price.output.isFinite, price.input >= 0, price.output >= 0 else {
                throw LLMError(.configuration, "the price of \"\(id)\" must be finite and not negative")
            }
        }
    }

    /// Chooses the model that will probably cost least; among equals the one that had fewest calls.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - candidates: The models.
    /// - Returns: The place of the chosen one.
    public func choose(for call: ModelCall, among candidates: [RoutingCandidate]) -> Int {
        let input = Double(inputTokens(call))
        let output = Double(call.options.maxTokens ?? outputTokens)
        func rank(_ candidate: RoutingCandidate) -> (Double, Int) {
            let cost = prices[candidate.modelID].map { $0.input * input + $0.output * output }
            return (cost ?? .infinity, candidate.callCount)
        }
        return candidates.min { rank($0) < rank($1) }?.index ?? 0
    }

    /// A rough estimate: one token for four bytes of the conversation's texts.
    ///
    /// - Parameter call: The call.
    /// - Returns: How many tokens the conversation may have.
    public static func roughTokens(_ call: ModelCall) -> Int {
        call.messages.reduce(0) { $0 + $1.text.utf8.count } / 4
    }
}
