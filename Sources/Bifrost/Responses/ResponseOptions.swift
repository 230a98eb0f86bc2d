public import LLM

/// Settings of one response; everything nil is left to the model or to the configuration.
public struct ResponseOptions: Hashable, Sendable {
    /// The model to ask for; nil takes that of the configuration (OpenAI field `model`).
    public var model: String?
    /// What the model is told before the input; it is not carried over from the previous turn (OpenAI field
    /// `instructions`).
    public var instructions: String?
    /// The ``Response/id`` of the turn that this one follows, which the provider has kept (OpenAI field
    /// `previous_response_id`).
    public var previousResponseID: String?
    /// The id of a conversation that the provider keeps (OpenAI field `conversation`).
    public var conversationID: String?
    /// The most tokens the answer may have, reasoning included (OpenAI field `max_output_tokens`).
    public var maxOutputTokens: Int?
    /// The most calls of the tools that the provider runs (OpenAI field `max_tool_calls`).
    public var maxToolCalls: Int?
    /// The tools on offer that the caller runs (OpenAI field `tools[]`).
    ///
    /// Nil offers those that are bound to the model; empty offers none.
    public var tools: [ToolDefinition]?
    /// The tools that the provider runs, as they stand on the wire, such as `["type": "web_search"]`.
    ///
    /// They stand behind ``tools``. Empty sends none.
    public var hostedTools: [JSONValue]
    /// Whether and which tools the model may call (OpenAI field `tool_choice`).
    public var toolChoice: ToolChoice?
    /// Whether several tools may be called in one turn (OpenAI field `parallel_tool_calls`).
    public var parallelToolCalls: Bool?
    /// How much the model thinks first (OpenAI field `reasoning`).
    ///
    /// There is no field for ``Reasoning/isEnabled``: `false` is sent as the effort `none`, and `true` is not sent.
    public var reasoning: Reasoning?
    /// How the model sums up what it thought (OpenAI field `reasoning.summary`).
    ///
    /// Nil asks for no summary.
    public var reasoningSummary: ReasoningSummary?
    /// The form that the answer's text must have (OpenAI field `text.format`).
    public var responseFormat: ResponseFormat?
    /// How much the model says (OpenAI field `text.verbosity`).
    public var verbosity: Verbosity?
    /// What the answer shall hold besides, such as `reasoning.encrypted_content` (OpenAI field `include`).
    ///
    /// Empty sends none.
    public var include: [String]
    /// Whether the provider keeps the answer, so that a later turn can follow it (OpenAI field `store`).
    public var store: Bool?
    /// Whether the provider answers at once and makes the response later (OpenAI field `background`).
    public var background: Bool?
    /// Randomness, 0 to 2 (OpenAI field `temperature`).
    public var temperature: Double?
    /// The share of likely tokens to choose from, 0 to 1 (OpenAI field `top_p`).
    public var topP: Double?
    /// How many other tokens are told at each place, 0 to 20 (OpenAI field `top_logprobs`).
    public var topLogprobs: Int?
    /// What happens to a conversation that is too long, such as `auto` (OpenAI field `truncation`).
    public var truncation: String?
    /// How quickly and at which price the call is served (OpenAI field `service_tier`).
    public var serviceTier: ServiceTier?
    /// What calls with the same beginning share, to find its cache again (OpenAI field `prompt_cache_key`).
    public var promptCacheKey: String?
    /// Notes that the provider keeps with the answer (OpenAI field `metadata`).
    ///
    /// Empty sends none.
    public var metadata: [String: JSONValue]
    /// An opaque id of the end user, for the provider's abuse checks (OpenAI field `user`).
    public var user: String?
    /// The newer name of ``user`` for the provider's abuse checks (OpenAI field `safety_identifier`).
    public var safetyIdentifier: String?
    /// Whether a stream's events are padded to hide their lengths (OpenAI field `stream_options.include_obfuscation`).
    ///
    /// It is sent with streams alone.
    public var includeObfuscation: Bool?
    /// Further request fields, sent as they are; they win over a typed option of the same name.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes options.
    ///
    /// - Parameters:
    ///   - model: The model to ask for.
    ///   - instructions: What the model is told before the input.
    ///   - previousResponseID: The id of the turn that this one follows.
    ///   - conversationID: The id of a conversation that the provider keeps.
    ///   - maxOutputTokens: The most tokens the answer may have.
    ///   - maxToolCalls: The most calls of the tools that the provider runs.
    ///   - tools: The tools on offer that the caller runs.
    ///   - hostedTools: The tools that the provider runs, as they stand on the wire.
    ///   - toolChoice: Whether and which tools the model may call.
    ///   - parallelToolCalls: Whether several tools may be called in one turn.
    ///   - reasoning: How much the model thinks first.
    ///   - reasoningSummary: How the model sums up what it thought.
    ///   - responseFormat: The form that the answer's text must have.
    ///   - verbosity: How much the model says.
    ///   - include: What the answer shall hold besides.
    ///   - store: Whether the provider keeps the answer.
    ///   - background: Whether the provider answers at once and makes the response later.
    ///   - temperature: Randomness, 0 to 2.
    ///   - topP: The share of likely tokens to choose from, 0 to 1.
    ///   - topLogprobs: How many other tokens are told at each place, 0 to 20.
    ///   - truncation: What happens to a conversation that is too long.
    ///   - serviceTier: How quickly and at which price the call is served.
    ///   - promptCacheKey: What calls with the same beginning share.
    ///   - metadata: Notes that the provider keeps with the answer.
    ///   - user: An opaque id of the end user.
    ///   - safetyIdentifier: The newer name of ``user`` for the provider's abuse checks.
    ///   - includeObfuscation: Whether a stream's events are padded to hide their lengths.
    ///   - extraFields: Further request fields.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        model: String? = nil,
        instructions: String? = nil,
        previousResponseID: String? = nil,
        conversationID: String? = nil,
        maxOutputTokens: Int? = nil,
        maxToolCalls: Int? = nil,
        tools: [ToolDefinition]? = nil,
        hostedTools: [JSONValue] = [],
        toolChoice: ToolChoice? = nil,
        parallelToolCalls: Bool? = nil,
        reasoning: Reasoning? = nil,
        reasoningSummary: ReasoningSummary? = nil,
        responseFormat: ResponseFormat? = nil,
        verbosity: Verbosity? = nil,
        include: [String] = [],
        store: Bool? = nil,
        background: Bool? = nil,
        temperature: Double? = nil,
        topP: Double? = nil,
        topLogprobs: Int? = nil,
        truncation: String? = nil,
        serviceTier: ServiceTier? = nil,
        promptCacheKey: String? = nil,
        metadata: [String: JSONValue] = [:],
        user: String? = nil,
        safetyIdentifier: String? = nil,
        includeObfuscation: Bool? = nil,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.model = model
        self.instructions = instructions
        self.previousResponseID = previousResponseID
        self.conversationID = conversationID
        self.maxOutputTokens = maxOutputTokens
        self.maxToolCalls = maxToolCalls
        self.tools = tools
        self.hostedTools = hostedTools
        self.toolChoice = toolChoice
        self.parallelToolCalls = parallelToolCalls
        self.reasoning = reasoning
        self.reasoningSummary = reasoningSummary
        self.responseFormat = responseFormat
        self.verbosity = verbosity
        self.include = include
        self.store = store
        self.background = background
        self.temperature = temperature
        self.topP = topP
        self.topLogprobs = topLogprobs
        self.truncation = truncation
        self.serviceTier = serviceTier
        self.promptCacheKey = promptCacheKey
        self.metadata = metadata
        self.user = user
        self.safetyIdentifier = safetyIdentifier
        self.includeObfuscation = includeObfuscation
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }
}
