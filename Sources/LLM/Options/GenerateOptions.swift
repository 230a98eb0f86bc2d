/// Settings of one call; everything nil is left to the model or to the configuration.
public struct GenerateOptions: Hashable, Sendable {
    private var boxed: Boxed<Fields>

    /// Randomness, 0 to 2 (OpenAI field `temperature`).
    public var temperature: Double? {
        get { boxed.fields.temperature }
        set { boxed.update { $0.temperature = newValue } }
    }

    /// The most tokens the answer may have, reasoning included (OpenAI field `max_completion_tokens`).
    public var maxTokens: Int? {
        get { boxed.fields.maxTokens }
        set { boxed.update { $0.maxTokens = newValue } }
    }

    /// The share of likely tokens to choose from, 0 to 1 (OpenAI field `top_p`).
    public var topP: Double? {
        get { boxed.fields.topP }
        set { boxed.update { $0.topP = newValue } }
    }

    /// Texts that end the answer where they would appear (OpenAI field `stop`).
    ///
    /// Empty sends none.
    public var stopSequences: [String] {
        get { boxed.fields.stopSequences }
        set { boxed.update { $0.stopSequences = newValue } }
    }

    /// The form that the answer's text must have (OpenAI field `response_format`).
    public var responseFormat: ResponseFormat? {
        get { boxed.fields.responseFormat }
        set { boxed.update { $0.responseFormat = newValue } }
    }

    /// Whether and which tools the model may call (OpenAI field `tool_choice`).
    public var toolChoice: ToolChoice? {
        get { boxed.fields.toolChoice }
        set { boxed.update { $0.toolChoice = newValue } }
    }

    /// Whether several tools may be called in one turn (OpenAI field `parallel_tool_calls`).
    public var parallelToolCalls: Bool? {
        get { boxed.fields.parallelToolCalls }
        set { boxed.update { $0.parallelToolCalls = newValue } }
    }

    /// A seed for repeatable sampling, where the provider can (OpenAI field `seed`).
    public var seed: Int? {
        get { boxed.fields.seed }
        set { boxed.update { $0.seed = newValue } }
    }

    /// Pushes the model towards new subjects, −2 to 2 (OpenAI field `presence_penalty`).
    public var presencePenalty: Double? {
        get { boxed.fields.presencePenalty }
        set { boxed.update { $0.presencePenalty = newValue } }
    }

    /// Pushes the model away from repeating itself, −2 to 2 (OpenAI field `frequency_penalty`).
    public var frequencyPenalty: Double? {
        get { boxed.fields.frequencyPenalty }
        set { boxed.update { $0.frequencyPenalty = newValue } }
    }

    /// How much likelier each token becomes, −100 to 100, by its id (OpenAI field `logit_bias`).
    ///
    /// Empty sends none.
    public var logitBias: [String: Double] {
        get { boxed.fields.logitBias }
        set { boxed.update { $0.logitBias = newValue } }
    }

    /// Whether the answer tells how likely each of its tokens was (OpenAI field `logprobs`).
    public var logprobs: Bool? {
        get { boxed.fields.logprobs }
        set { boxed.update { $0.logprobs = newValue } }
    }

    /// How many other tokens are told at each place, 0 to 20; needs ``logprobs`` (OpenAI field `top_logprobs`).
    public var topLogprobs: Int? {
        get { boxed.fields.topLogprobs }
        set { boxed.update { $0.topLogprobs = newValue } }
    }

    /// How many answers to make, at least one (OpenAI field `n`).
    ///
    /// To a Bifrost gateway it is an extra parameter: only providers that know it see it. Gateways that report all
    /// finish reasons under the first choice make a stream of several look cut; `generate` is not affected.
    public var n: Int? {
        get { boxed.fields.n }
        set { boxed.update { $0.n = newValue } }
    }

    /// Whether and how much the model thinks first (Bifrost field `reasoning`).
    public var reasoning: Reasoning? {
        get { boxed.fields.reasoning }
        set { boxed.update { $0.reasoning = newValue } }
    }

    /// How much the model says (OpenAI field `verbosity`).
    public var verbosity: Verbosity? {
        get { boxed.fields.verbosity }
        set { boxed.update { $0.verbosity = newValue } }
    }

    /// The forms of the answer (OpenAI field `modalities`).
    ///
    /// Empty sends none, which means text.
    public var modalities: [Modality] {
        get { boxed.fields.modalities }
        set { boxed.update { $0.modalities = newValue } }
    }

    /// How a spoken answer sounds; needed with ``Modality/audio`` (OpenAI field `audio`).
    public var audio: AudioOptions? {
        get { boxed.fields.audio }
        set { boxed.update { $0.audio = newValue } }
    }

    /// What the answer will mostly be (OpenAI field `prediction`).
    public var prediction: Prediction? {
        get { boxed.fields.prediction }
        set { boxed.update { $0.prediction = newValue } }
    }

    /// A search of the web before the answer (OpenAI field `web_search_options`).
    ///
    /// Nil sends none.
    public var webSearch: WebSearchOptions? {
        get { boxed.fields.webSearch }
        set { boxed.update { $0.webSearch = newValue } }
    }

    /// What happens to a conversation that is too long, such as `auto` (OpenAI field `truncation`).
    public var truncation: String? {
        get { boxed.fields.truncation }
        set { boxed.update { $0.truncation = newValue } }
    }

    /// How quickly and at which price the call is served (OpenAI field `service_tier`).
    public var serviceTier: ServiceTier? {
        get { boxed.fields.serviceTier }
        set { boxed.update { $0.serviceTier = newValue } }
    }

    /// What calls with the same beginning share, to find its cache again (OpenAI field `prompt_cache_key`).
    public var promptCacheKey: String? {
        get { boxed.fields.promptCacheKey }
        set { boxed.update { $0.promptCacheKey = newValue } }
    }

    /// How long the provider keeps the prompt in its cache (OpenAI field `prompt_cache_retention`).
    public var promptCacheRetention: PromptCacheRetention? {
        get { boxed.fields.promptCacheRetention }
        set { boxed.update { $0.promptCacheRetention = newValue } }
    }

    /// Whether the provider keeps the answer (OpenAI field `store`).
    public var store: Bool? {
        get { boxed.fields.store }
        set { boxed.update { $0.store = newValue } }
    }

    /// Notes that the provider keeps with the answer (OpenAI field `metadata`).
    ///
    /// Empty sends none.
    public var metadata: [String: JSONValue] {
        get { boxed.fields.metadata }
        set { boxed.update { $0.metadata = newValue } }
    }

    /// An opaque id of the end user, for the provider's abuse checks (OpenAI field `user`).
    public var user: String? {
        get { boxed.fields.user }
        set { boxed.update { $0.user = newValue } }
    }

    /// The newer name of ``user`` for the provider's abuse checks (OpenAI field `safety_identifier`).
    public var safetyIdentifier: String? {
        get { boxed.fields.safetyIdentifier }
        set { boxed.update { $0.safetyIdentifier = newValue } }
    }

    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue] {
        get { boxed.fields.extraFields }
        set { boxed.update { $0.extraFields = newValue } }
    }

    /// What is kept of the answer beside the fields that have names here; it is not sent.
    public var detail: AnswerDetail {
        get { boxed.fields.detail }
        set { boxed.update { $0.detail = newValue } }
    }

    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits {
        get { boxed.fields.limits }
        set { boxed.update { $0.limits = newValue } }
    }

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
        boxed = Boxed(
            Fields(
                temperature: temperature, maxTokens: maxTokens, topP: topP, stopSequences: stopSequences,
                responseFormat: responseFormat, toolChoice: toolChoice, parallelToolCalls: parallelToolCalls,
                seed: seed, presencePenalty: presencePenalty, frequencyPenalty: frequencyPenalty, logitBias: logitBias,
                logprobs: logprobs, topLogprobs: topLogprobs, n: n, reasoning: reasoning, verbosity: verbosity,
                modalities: modalities, audio: audio, prediction: prediction, webSearch: webSearch,
                truncation: truncation, serviceTier: serviceTier, promptCacheKey: promptCacheKey,
                promptCacheRetention: promptCacheRetention, store: store, metadata: metadata, user: user,
                safetyIdentifier: safetyIdentifier, extraFields: extraFields, detail: detail, limits: limits))
    }

    var providerValues: ProviderValues {
        get { boxed.fields.providerValues }
        set { boxed.update { $0.providerValues = newValue } }
    }
}

extension GenerateOptions: CustomReflectable {
    /// A mirror of the properties.
    public var customMirror: Mirror { boxed.mirror(of: self) }
}
