internal import HTTPTransport
public import LLM

/// What a Bifrost gateway shall do with a model's calls, or with one call, besides handing them to a provider.
///
/// A model has its own options, and `GenerateOptions.gateway` has those of one call. Nil, and an empty dictionary, leave
/// an option to the next level: call, then model, then the gateway's own configuration. Everything is checked before
/// anything is sent. The header fields that the options become win over those of `ProviderConfig.headers`.
public struct GatewayOptions: Hashable, Sendable {
    /// The virtual key that identifies the caller (`x-bf-vk`).
    ///
    /// Nil takes that of `ProviderConfig.virtualKey`. Unlike `ProviderConfig.apiKey` it works on a gateway whose
    /// dashboard has a login of its own.
    public var virtualKey: Secret?
    /// Which of the keys stored in the gateway to use (`x-bf-api-key`, `x-bf-api-key-id`).
    public var storedKey: StoredKey?
    /// The provider's own key, for a gateway that allows it (`authorization`, `x-bf-direct-key: true`).
    ///
    /// It takes the place of `ProviderConfig.apiKey`; a virtual key belongs in ``virtualKey`` then.
    public var directKey: Secret?
    /// What keeps calls on the same provider key.
    public var session: Session
    /// How the gateway's cache is used.
    public var cache: Cache
    /// Models to try in order when the first one fails, each as `provider/model` (body field `fallbacks`).
    ///
    /// Empty sends none. `GenerateOptions.extraFields` wins with a member of the same name.
    public var fallbacks: [String]?
    /// The id of the call, the same for all its attempts (`x-request-id`).
    ///
    /// Nil makes a random UUID for each call. It is on every answer and error (`ResponseMetadata.requestID`).
    public var requestID: String?
    /// The id of the call that this one belongs to, for the gateway's log (`x-bf-parent-request-id`).
    public var parentRequestID: String?
    /// Whether the answer shall hold the provider's request (`x-bf-send-back-raw-request`).
    public var returnsRawRequest: Bool?
    /// Whether the answer shall hold the provider's answer (`x-bf-send-back-raw-response`).
    public var returnsRawResponse: Bool?
    /// Which tools the gateway adds from its MCP clients.
    public var mcp: MCP
    /// The longest that the gateway waits for the provider (`x-bf-request-timeout`); it allows 30 minutes at most.
    public var requestTimeout: Duration?
    /// The longest that the gateway waits for a stream's next chunk (`x-bf-stream-idle-timeout`); it allows 30 minutes
    /// at most.
    public var streamIdleTimeout: Duration?
    /// Ids of the guardrails to apply (`x-bf-guardrail-id`, `x-bf-guardrail-ids`).
    ///
    /// Empty sends none.
    public var guardrails: [String]?
    /// Which conversions the gateway may make for models that cannot do what is asked for (`x-bf-compat`).
    ///
    /// Empty sends none.
    public var compat: [Compat]?
    /// Whether the gateway's log leaves out what was said (`x-bf-disable-content-logging`).
    public var disablesContentLogging: Bool?
    /// Header fields for the provider (`x-bf-eh-NAME`); the gateway drops credentials and what its lists forbid.
    public var forwardedHeaders: [String: Secret]
    /// Labels of the gateway's Prometheus metrics (`x-bf-prom-NAME`).
    public var prometheusLabels: [String: String]
    /// What the gateway's log notes about the call (`x-bf-lh-NAME`).
    public var logMetadata: [String: String]
    /// Dimensions of logs, traces and metrics alike (`x-bf-dim-NAME`); `path` and `method` are the gateway's own.
    public var dimensions: [String: String]
    /// Tags for Maxim's tracing (`x-bf-maxim-NAME`), such as `trace-id`.
    public var maximTags: [String: String]

    /// Makes options; those not given are left to the next level.
    ///
    /// - Parameters:
    ///   - virtualKey: The virtual key that identifies the caller.
    ///   - storedKey: Which of the gateway's stored keys to use.
    ///   - directKey: The provider's own key.
    ///   - session: What keeps calls on the same provider key.
    ///   - cache: How the gateway's cache is used.
    ///   - fallbacks: Models to try when the first one fails.
    ///   - requestID: The id of the call.
    ///   - parentRequestID: The id of the call that this one belongs to.
    ///   - returnsRawRequest: Whether the answer shall hold the provider's request.
    ///   - returnsRawResponse: Whether the answer shall hold the provider's answer.
    ///   - mcp: Which tools the gateway adds.
    ///   - requestTimeout: The longest that the gateway waits for the provider.
    ///   - streamIdleTimeout: The longest that the gateway waits for a stream's next chunk.
    ///   - guardrails: Ids of the guardrails to apply.
    ///   - compat: Which conversions the gateway may make.
    ///   - disablesContentLogging: Whether the gateway's log leaves out what was said.
    ///   - forwardedHeaders: Header fields for the provider.
    ///   - prometheusLabels: Labels of the gateway's Prometheus metrics.
    ///   - logMetadata: What the gateway's log notes about the call.
    ///   - dimensions: Dimensions of logs, traces and metrics.
    ///   - maximTags: Tags for Maxim's tracing.
    public init(
        virtualKey: Secret? = nil,
        storedKey: StoredKey? = nil,
        directKey: Secret? = nil,
        session: Session = Session(),
        cache: Cache = Cache(),
        fallbacks: [String]? = nil,
        requestID: String? = nil,
        parentRequestID: String? = nil,
        returnsRawRequest: Bool? = nil,
        returnsRawResponse: Bool? = nil,
        mcp: MCP = MCP(),
        requestTimeout: Duration? = nil,
        streamIdleTimeout: Duration? = nil,
        guardrails: [String]? = nil,
        compat: [Compat]? = nil,
        disablesContentLogging: Bool? = nil,
        forwardedHeaders: [String: Secret] = [:],
        prometheusLabels: [String: String] = [:],
        logMetadata: [String: String] = [:],
        dimensions: [String: String] = [:],
        maximTags: [String: String] = [:]
    ) {
        self.virtualKey = virtualKey
        self.storedKey = storedKey
        self.directKey = directKey
        self.session = session
        self.cache = cache
        self.fallbacks = fallbacks
        self.requestID = requestID
        self.parentRequestID = parentRequestID
        self.returnsRawRequest = returnsRawRequest
        self.returnsRawResponse = returnsRawResponse
        self.mcp = mcp
        self.requestTimeout = requestTimeout
        self.streamIdleTimeout = streamIdleTimeout
        self.guardrails = guardrails
        self.compat = compat
        self.disablesContentLogging = disablesContentLogging
        self.forwardedHeaders = forwardedHeaders
        self.prometheusLabels = prometheusLabels
        self.logMetadata = logMetadata
        self.dimensions = dimensions
        self.maximTags = maximTags
    }
}

extension GatewayOptions: CustomStringConvertible, CustomReflectable {
    private var names: [String] { fields.map(\.name) + (fallbacks == nil ? [] : ["fallbacks"]) }

    /// The names of the fields that the options become; values may be secrets.
    public var description: String { "GatewayOptions(\(names.joined(separator: ", ")))" }
    /// A mirror of those names.
    public var customMirror: Mirror { Mirror(self, children: ["fields": names]) }
}
