public import LLM

/// A request to any path of the gateway, for ``BifrostModel/raw(_:)`` and its streamed forms.
///
/// It is sent with the model's keys, headers, gateway options, limits and retries.
public struct RawRequest: Hashable, Sendable {
    /// What comes before ``path``.
    @nonexhaustive
    public enum Base: Hashable, Sendable {
        /// The base URL of the configuration, such as `http://host:8080/v1`.
        case configured
        /// The gateway's native interface, `/v1`, wherever the base URL leads.
        case native
        /// The gateway itself, above its interfaces, where `/health` and `/api` are.
        case root
    }

    /// The method, such as `POST`; a token of RFC 9110 section 9.1.
    public var method: String
    /// What comes before the path.
    public var base: Base
    /// The path with a slash at its beginning, percent-encoded, without query and fragment.
    public var path: String
    /// The query, by name; names and values are percent-encoded when they are sent.
    ///
    /// Empty sends none.
    public var query: [String: String]
    /// Further header fields; those of the configuration and of the gateway options win over them.
    public var headers: [String: String]
    /// The body.
    ///
    /// Nil sends none.
    public var body: Body?
    /// Whether doing it twice does no harm.
    ///
    /// Such a call is made again after every failure that may pass, as chats are. False makes it again only after
    /// failures that leave no doubt that nothing was done, which suits a request that creates something.
    public var isRepeatable: Bool
    /// What the gateway shall do with this call; what is nil there is left to the model's own options.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes a request.
    ///
    /// - Parameters:
    ///   - method: The method, such as `POST`.
    ///   - path: The path with a slash at its beginning.
    ///   - base: What comes before the path; the configured base URL by default.
    ///   - query: The query, by name.
    ///   - headers: Further header fields.
    ///   - body: The body.
    ///   - isRepeatable: Whether doing it twice does no harm.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        _ method: String,
        _ path: String,
        base: Base = .configured,
        query: [String: String] = [:],
        headers: [String: String] = [:],
        body: Body? = nil,
        isRepeatable: Bool = true,
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.method = method
        self.base = base
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.isRepeatable = isRepeatable
        self.gateway = gateway
        self.limits = limits
    }

    /// The body of a raw request.
    @nonexhaustive
    public enum Body: Hashable, Sendable {
        /// JSON, written compactly with sorted keys.
        case json(JSONValue)
        /// Bytes as they are.
        case bytes([UInt8], contentType: String)
    }
}

extension RawRequest: CustomStringConvertible, CustomReflectable {
    /// The method and the path; header values and the body may hold secrets.
    public var description: String { "RawRequest(\(method) \(path))" }
    /// A mirror of the method, the path and the names of the header fields.
    public var customMirror: Mirror {
        Mirror(self, children: ["method": method, "path": path, "headers": headers.keys.sorted()])
    }
}
