/// Settings of one call; everything nil is left to the model or to the configuration.
public struct GenerateOptions: Hashable, Sendable {
    var providerValues = ProviderValues()

    /// Randomness, 0 to 2 (OpenAI field `temperature`).
    public var temperature: Double?
    /// The most tokens the answer may have, reasoning included (OpenAI field `max_completion_tokens`).
    public var maxTokens: Int?
    /// The share of likely tokens to choose from, 0 to 1 (OpenAI field `top_p`).
    public var topP: Double?
    /// Texts that end the answer where they would appear (OpenAI field `stop`).
    ///
    /// Empty sends none.
    public var stopSequences: [String]
    /// The form that the answer's text must have (OpenAI field `response_format`).
    public var responseFormat: ResponseFormat?
    /// Whether and which tools the model may call (OpenAI field `tool_choice`).
    public var toolChoice: ToolChoice?
    /// Whether several tools may be called in one turn (OpenAI field `parallel_tool_calls`).
    public var parallelToolCalls: Bool?
    /// A seed for repeatable sampling, where the provider can (OpenAI field `seed`).
    public var seed: Int?
    /// Pushes the model towards new subjects, −2 to 2 (OpenAI field `presence_penalty`).
    public var presencePenalty: Double?
    /// Pushes the model away from repeating itself, −2 to 2 (OpenAI field `frequency_penalty`).
    public var frequencyPenalty: Double?
    /// How much the model thinks first (Bifrost field `reasoning.effort`).
    public var reasoningEffort: ReasoningEffort?
    /// An opaque id of the end user, for the provider's abuse checks (OpenAI field `user`).
    public var user: String?
    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue]
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes options.
    ///
    /// - Parameters:
    ///   - temperature: Randomness, 0 to 2.
    ///   - maxTokens: The most tokens the answer may have.
    ///   - topP: The share of likely tokens to choose from, 0 to 1.
    ///   - stopSequences: Texts that end the answer.
    ///   - responseFormat: The form that the answer's text must have.
    ///   - toolChoice: Whether and which tools the model may call.
    ///   - parallelToolCalls: Whether several tools may be called in one turn.
    ///   - seed: A seed for repeatable sampling.
    ///   - presencePenalty: Pushes the model towards new subjects.
    ///   - frequencyPenalty: Pushes the model away from repeating itself.
    ///   - reasoningEffort: How much the model thinks first.
    ///   - user: An opaque id of the end user.
    ///   - extraFields: Further request fields.
    ///   - limits: Time limits of this call.
    public init(
        temperature: Double? = nil,
        maxTokens: Int? = nil,
        topP: Double? = nil,
        stopSequences: [String] = [],
        responseFormat: ResponseFormat? = nil,
        toolChoice: ToolChoice? = nil,
        parallelToolCalls: Bool? = nil,
        seed: Int? = nil,
        presencePenalty: Double? = nil,
        frequencyPenalty: Double? = nil,
        reasoningEffort: ReasoningEffort? = nil,
        user: String? = nil,
        extraFields: [String: JSONValue] = [:],
        limits: TimeLimits = TimeLimits()
    ) {
        self.temperature = temperature
        self.maxTokens = maxTokens
        self.topP = topP
        self.stopSequences = stopSequences
        self.responseFormat = responseFormat
        self.toolChoice = toolChoice
        self.parallelToolCalls = parallelToolCalls
        self.seed = seed
        self.presencePenalty = presencePenalty
        self.frequencyPenalty = frequencyPenalty
        self.reasoningEffort = reasoningEffort
        self.user = user
        self.extraFields = extraFields
        self.limits = limits
    }
}
