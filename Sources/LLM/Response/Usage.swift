/// Token counts of a call; nil where the provider reported none.
public struct Usage: Hashable, Sendable {
    /// Tokens of the conversation (OpenAI field `prompt_tokens`), cached ones included.
    public var input: Int?
    /// Tokens of the answer (OpenAI field `completion_tokens`), reasoning included.
    public var output: Int?
    /// All tokens; at least ``input`` + ``output``.
    public var total: Int?
    /// Input tokens that were read from the provider's cache.
    public var cached: Int?
    /// Output tokens that were spent on reasoning.
    public var reasoning: Int?
    /// What the input tokens were.
    ///
    /// Nil when none of it was reported.
    public var inputDetails: InputDetails?
    /// What the output tokens were.
    ///
    /// Nil when none of it was reported.
    public var outputDetails: OutputDetails?
    /// What the call cost.
    ///
    /// Nil when it was not reported.
    public var cost: Cost?
    /// Fields that have no name here, those of the details included.
    public var additionalFields: [String: JSONValue]

    /// Makes a usage.
    ///
    /// - Parameters:
    ///   - input: Tokens of the conversation.
    ///   - output: Tokens of the answer.
    ///   - total: All tokens.
    ///   - cached: Input tokens read from the cache.
    ///   - reasoning: Output tokens spent on reasoning.
    ///   - inputDetails: What the input tokens were.
    ///   - outputDetails: What the output tokens were.
    ///   - cost: What the call cost.
    ///   - additionalFields: Fields that have no name here.
    public init(
        input: Int? = nil,
        output: Int? = nil,
        total: Int? = nil,
        cached: Int? = nil,
        reasoning: Int? = nil,
        inputDetails: InputDetails? = nil,
        outputDetails: OutputDetails? = nil,
        cost: Cost? = nil,
        additionalFields: [String: JSONValue] = [:]
    ) {
        self.input = input
        self.output = output
        self.total = total
        self.cached = cached
        self.reasoning = reasoning
        self.inputDetails = inputDetails
        self.outputDetails = outputDetails
        self.cost = cost
        self.additionalFields = additionalFields
    }
}
