/// Token counts of a call; nil where the provider reported none.
public struct Usage: Hashable, Sendable {
    private var boxed: Boxed<Fields>

    /// Tokens of the conversation (OpenAI field `prompt_tokens`), cached ones included.
    public var input: Int? {
        get { boxed.fields.input }
        set { boxed.update { $0.input = newValue } }
    }

    /// Tokens of the answer (OpenAI field `completion_tokens`), reasoning included.
    public var output: Int? {
        get { boxed.fields.output }
        set { boxed.update { $0.output = newValue } }
    }

    /// All tokens; at least ``input`` + ``output``.
    public var total: Int? {
        get { boxed.fields.total }
        set { boxed.update { $0.total = newValue } }
    }

    /// Input tokens that were read from the provider's cache.
    public var cached: Int? {
        get { boxed.fields.cached }
        set { boxed.update { $0.cached = newValue } }
    }

    /// Output tokens that were spent on reasoning.
    public var reasoning: Int? {
        get { boxed.fields.reasoning }
        set { boxed.update { $0.reasoning = newValue } }
    }

    /// What the input tokens were.
    ///
    /// Nil when none of it was reported.
    public var inputDetails: InputDetails? {
        get { boxed.fields.inputDetails }
        set { boxed.update { $0.inputDetails = newValue } }
    }

    /// What the output tokens were.
    ///
    /// Nil when none of it was reported.
    public var outputDetails: OutputDetails? {
        get { boxed.fields.outputDetails }
        set { boxed.update { $0.outputDetails = newValue } }
    }

    /// What the call cost.
    ///
    /// Nil when it was not reported.
    public var cost: Cost? {
        get { boxed.fields.cost }
        set { boxed.update { $0.cost = newValue } }
    }

    /// Fields that have no name here, those of the details included.
    public var additionalFields: [String: JSONValue] {
        get { boxed.fields.additionalFields }
        set { boxed.update { $0.additionalFields = newValue } }
    }

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
        boxed = Boxed(
            Fields(
                input: input, output: output, total: total, cached: cached, reasoning: reasoning,
                inputDetails: inputDetails, outputDetails: outputDetails, cost: cost,
                additionalFields: additionalFields))
    }

    private struct Fields: Hashable, Sendable {
        var input: Int?
        var output: Int?
        var total: Int?
        var cached: Int?
        var reasoning: Int?
        var inputDetails: InputDetails?
        var outputDetails: OutputDetails?
        var cost: Cost?
        var additionalFields: [String: JSONValue]
    }
}

extension Usage: CustomReflectable {
    /// A mirror of the properties.
    public var customMirror: Mirror { boxed.mirror(of: self) }
}
