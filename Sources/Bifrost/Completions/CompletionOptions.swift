public import LLM

/// Settings of a text completion; what is nil or empty is left to the model.
public struct CompletionOptions: Hashable, Sendable {
    /// The model to ask.
    ///
    /// Nil asks the model of the configuration.
    public var model: String?
    /// The most tokens of each completion.
    public var maxTokens: Int?
    /// Randomness, 0 to 2.
    public var temperature: Double?
    /// The share of likely tokens to choose from, 0 to 1.
    public var topP: Double?
    /// How many completions each prompt shall get.
    public var n: Int?
    /// Of how many completions the best are returned (OpenAI field `best_of`).
    public var bestOf: Int?
    /// Texts before which a completion ends.
    public var stopSequences: [String]
    /// What comes after the completion.
    public var suffix: String?
    /// Whether the prompt is repeated before the completion.
    public var echo: Bool?
    /// How many alternatives of each token are told, with their likelihood.
    public var logprobs: Int?
    /// How much more or less likely tokens become, by their number, −100 to 100.
    public var logitBias: [String: Double]
    /// How much tokens that were there already are avoided, −2 to 2.
    public var presencePenalty: Double?
    /// How much tokens that were there often are avoided, −2 to 2.
    public var frequencyPenalty: Double?
    /// A number that makes the same call likely to get the same answer.
    public var seed: Int?
    /// An opaque id of the end user, for the provider's abuse checks.
    public var user: String?
    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes options.
    ///
    /// - Parameters:
    ///   - model: The model to ask.
    ///   - maxTokens: The most tokens of each completion.
    ///   - temperature: Randomness.
    ///   - topP: The share of likely tokens to choose from.
    ///   - n: How many completions each prompt shall get.
    ///   - bestOf: Of how many completions the best are returned.
    ///   - stopSequences: Texts before which a completion ends.
    ///   - suffix: What comes after the completion.
    ///   - echo: Whether the prompt is repeated before the completion.
    ///   - logprobs: How many alternatives of each token are told.
    ///   - logitBias: How much more or less likely tokens become.
    ///   - presencePenalty: How much tokens that were there already are avoided.
    ///   - frequencyPenalty: How much tokens that were there often are avoided.
    ///   - seed: A number that makes the same call likely to get the same answer.
    ///   - user: An opaque id of the end user.
    ///   - extraFields: Further request fields.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        model: String? = nil,
        maxTokens: Int? = nil,
        temperature: Double? = nil,
        topP: Double? = nil,
        n: Int? = nil,
        bestOf: Int? = nil,
        stopSequences: [String] = [],
        suffix: String? = nil,
        echo: Bool? = nil,
        logprobs: Int? = nil,
        logitBias: [String: Double] = [:],
        presencePenalty: Double? = nil,
        frequencyPenalty: Double? = nil,
        seed: Int? = nil,
        user: String? = nil,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.model = model
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.topP = topP
        self.n = n
        self.bestOf = bestOf
        self.stopSequences = stopSequences
        self.suffix = suffix
        self.echo = echo
        self.logprobs = logprobs
        self.logitBias = logitBias
        self.presencePenalty = presencePenalty
        self.frequencyPenalty = frequencyPenalty
        self.seed = seed
        self.user = user
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }
}
