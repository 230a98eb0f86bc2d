import HTTPTransport
import LLM

/// A request to one of the gateway's endpoints, before the configuration has added its part.
struct EndpointRequest: Sendable {
    /// What comes before the path.
    enum Base: Sendable {
        /// The base URL as it is configured.
        case configured
        /// The native interface, `/v1`, wherever the base URL leads: some endpoints are there alone.
        case native
        /// The gateway itself, above its interfaces.
        case root
    }

    /// Which failures are followed by another attempt, as long as the policy of retries allows one.
    enum Repetition: Sendable {
        /// Those that may pass.
        case whenPassing
        /// Those before the request was sent: another one could have its effect twice.
        case whenUnsent
        /// Those before the request was sent, and refusals, after which nothing was done either: 429, and 503 with a
        /// time to come back.
        case whenNotExecuted
        /// None.
        case never
    }

    /// A body with its content type.
    struct Body: Sendable {
        let contentType: String
        let content: HTTPRequestBody

        static func json(_ bytes: [UInt8]) -> Body {
            Body(contentType: "application/json", content: HTTPRequestBody(bytes))
        }
    }

    var method: String
    var base: Base
    /// The path below the base, with a slash at its beginning, percent-encoded.
    var path: String
    /// Parts of the query, not encoded.
    var query: [(name: String, value: String)]
    var body: Body?
    /// What the answer shall be, for the field `accept`.
    var accept: String
    /// The model that a form names, where the body cannot be searched for it.
    var formModel: String?
    /// Further header fields; those of the configuration and of the gateway's options win over them.
    var fields: [(name: String, value: String)]
    /// Whether the body has fields that the gateway hands on only when it is told to.
    var passesExtraFields = false
    /// Whether the answer carries images or sound: it may be as large as ``AnswerLimits/media``.
    var carriesMedia = false
    var repetition = Repetition.whenPassing
    /// The call's own; nil are none.
    var gateway: GatewayOptions?
    var limits: TimeLimits
    /// Whether the answer is read as it arrives.
    var streamed: Bool

    init(
        _ method: String = "POST",
        base: Base = .configured,
        path: String,
        query: [(name: String, value: String)] = [],
        body: Body? = nil,
        accept: String? = nil,
        fields: [(name: String, value: String)] = [],
        gateway: GatewayOptions? = nil,
        limits: TimeLimits = TimeLimits(),
        streamed: Bool = false
    ) {
        self.method = method
        self.base = base
        self.path = path
        self.query = query
        self.body = body
        self.accept = accept ?? (streamed ? "text/event-stream" : "application/json")
        self.fields = fields
        self.gateway = gateway
        self.limits = limits
        self.streamed = streamed
    }
}
