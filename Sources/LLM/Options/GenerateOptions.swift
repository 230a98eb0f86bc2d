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
    /// How much likelier each token becomes, −100 to 100, by its id (OpenAI field `logit_bias`).
    ///
    /// Empty sends none.
    public var logitBias: [String: Double]
    /// Whether the answer tells how likely each of its tokens was (OpenAI field `logprobs`).
    public var logprobs: Bool?
    /// How many other tokens are told at each place, 0 to 20; needs ``logprobs`` (OpenAI field `top_logprobs`).
    public var topLogprobs: Int?
    /// How many answers to make, at least one (OpenAI field `n`).
    ///
    /// To a Bifrost gateway it is an extra parameter: only providers that know it see it. Gateways that report all
    /// finish reasons under the first choice make a stream of several look cut; `generate` is not affected.
    public var n: Int?
    /// Whether and how much the model thinks first (Bifrost field `reasoning`).
    public var reasoning: Reasoning?
    /// How much the model says (OpenAI field `verbosity`).
    public var verbosity: Verbosity?
    /// The forms of the answer (OpenAI field `modalities`).
    ///
    /// Empty sends none, which means text.
    public var modalities: [Modality]
    /// How a spoken answer sounds; needed with ``Modality/audio`` (OpenAI field `audio`).
    public var audio: AudioOptions?
    /// What the answer will mostly be (OpenAI field `prediction`).
    public var prediction: Prediction?
    /// A search of the web before the answer (OpenAI field `web_search_options`).
    ///
    /// Nil sends none.
    public var webSearch: WebSearchOptions?
    /// What happens to a conversation that is too long, such as `auto` (OpenAI field `truncation`).
    public var truncation: String?
    /// How quickly and at which price the call is served (OpenAI field `service_tier`).
    public var serviceTier: ServiceTier?
    /// What calls with the same beginning share, to find its cache again (OpenAI field `prompt_cache_key`).
    public var promptCacheKey: String?
    /// How long the provider keeps the prompt in its cache (OpenAI field `prompt_cache_retention`).
    public var promptCacheRetention: PromptCacheRetention?
    /// Whether the provider keeps the answer (OpenAI field `store`).
    public var store: Bool?
    /// Notes that the provider keeps with the answer (OpenAI field `metadata`).
    ///
    /// Empty sends none.
    public var metadata: [String: JSONValue]
    /// An opaque id of the end user, for the provider's abuse checks (OpenAI field `user`).
    public var user: String?
    /// The newer name of ``user`` for the provider's abuse checks (OpenAI field `safety_identifier`).
    public var safetyIdentifier: String?
    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue]
    /// What is kept of the answer beside the fields that have names here; it is not sent.
    public var detail: AnswerDetail
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
    ///   - logitBias: How much likelier each token becomes, by its id.
    ///   - logprobs: Whether the answer tells how likely each of its tokens was.
    ///   - topLogprobs: How many other tokens are told at each place, 0 to 20.
    ///   - n: How many answers to make.
    ///   - reasoning: Whether and how much the model thinks first.
    ///   - verbosity: How much the model says.
    ///   - modalities: The forms of the answer.
    ///   - audio: How a spoken answer sounds.
    ///   - prediction: What the answer will mostly be.
    ///   - webSearch: A search of the web before the answer.
    ///   - truncation: What happens to a conversation that is too long.
    ///   - serviceTier: How quickly and at which price the call is served.
    ///   - promptCacheKey: What calls with the same beginning share.
    ///   - promptCacheRetention: How long the provider keeps the prompt in its cache.
    ///   - store: Whether the provider keeps the answer.
    ///   - metadata: Notes that the provider keeps with the answer.
    ///   - user: An opaque id of the end user.
    ///   - safetyIdentifier: The newer name of ``user`` for the provider's abuse checks.
    ///   - extraFields: Further request fields.
    ///   - detail: What is kept of the answer beside the fields that have names here.
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
        logitBias: [String: Double] = [:],
        logprobs: Bool? = nil,
        topLogprobs: Int? = nil,
        n: Int? = nil,
        reasoning: Reasoning? = nil,
        verbosity: Verbosity? = nil,
        modalities: [Modality] = [],
        audio: AudioOptions? = nil,
        prediction: Prediction? = nil,
        webSearch: WebSearchOptions? = nil,
        truncation: String? = nil,
        serviceTier: ServiceTier? = nil,
        promptCacheKey: String? = nil,
        promptCacheRetention: PromptCacheRetention? = nil,
        store: Bool? = nil,
        metadata: [String: JSONValue] = [:],
        user: String? = nil,
        safetyIdentifier: String? = nil,
        extraFields: [String: JSONValue] = [:],
        detail: AnswerDetail = [],
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
        self.logitBias = logitBias
        self.logprobs = logprobs
        self.topLogprobs = topLogprobs
        self.n = n
        self.reasoning = reasoning
        self.verbosity = verbosity
        self.modalities = modalities
        self.audio = audio
        self.prediction = prediction
        self.webSearch = webSearch
        self.truncation = truncation
        self.serviceTier = serviceTier
        self.promptCacheKey = promptCacheKey
        self.promptCacheRetention = promptCacheRetention
        self.store = store
        self.metadata = metadata
        self.user = user
        self.safetyIdentifier = safetyIdentifier
        self.extraFields = extraFields
        self.detail = detail
        self.limits = limits
    }
}
