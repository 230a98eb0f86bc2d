/// How much more a provider allows, as its header fields say; nil where they say nothing.
///
/// Known are the forms of OpenAI (`x-ratelimit-limit-requests` …, reset after a duration such as `6m0s`), of Anthropic
/// (`anthropic-ratelimit-requests-limit` …, reset at an instant of RFC 3339), and `x-ratelimit-limit` … without a
/// subject, which count as ``requests``.
public struct RateLimits: Hashable, Sendable, Codable {
    /// The limit on requests.
    public var requests: RateLimit?
    /// The limit on tokens of both directions.
    public var tokens: RateLimit?
    /// The limit on tokens of conversations.
    public var inputTokens: RateLimit?
    /// The limit on tokens of answers.
    public var outputTokens: RateLimit?

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - requests: The limit on requests.
    ///   - tokens: The limit on tokens of both directions.
    ///   - inputTokens: The limit on tokens of conversations.
    ///   - outputTokens: The limit on tokens of answers.
    public init(
        requests: RateLimit? = nil, tokens: RateLimit? = nil, inputTokens: RateLimit? = nil,
        outputTokens: RateLimit? = nil
    ) {
        self.requests = requests
        self.tokens = tokens
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }
}

/// One of a provider's limits.
public struct RateLimit: Hashable, Sendable, Codable {
    /// How many are allowed in a period.
    public var limit: Int?
    /// How many are left of them.
    public var remaining: Int?
    /// When there are as many as at first again.
    public var reset: Reset?

    /// Makes a limit.
    ///
    /// - Parameters:
    ///   - limit: How many are allowed in a period.
    ///   - remaining: How many are left of them.
    ///   - reset: When there are as many as at first again.
    public init(limit: Int? = nil, remaining: Int? = nil, reset: Reset? = nil) {
        self.limit = limit
        self.remaining = remaining
        self.reset = reset
    }

    /// When a limit is as it was at first again.
    public enum Reset: Hashable, Sendable, Codable {
        /// So long after the answer's head was written.
        case after(Duration)
        /// At an instant, in seconds since 1 January 1970, 00:00 UTC.
        case at(Double)
    }
}

extension RateLimits {
    init(_ source: GatewaySource) {
        requests = RateLimit(source, "requests") ?? RateLimit(source)
        tokens = RateLimit(source, "tokens")
        inputTokens = RateLimit(source, "input-tokens")
        outputTokens = RateLimit(source, "output-tokens")
    }
}

extension RateLimit {
    /// The limit on a subject, in OpenAI's names or in Anthropic's.
    fileprivate init?(_ source: GatewaySource, _ subject: String) {
        self.init(source) { word in
            source.providerHeader("x-ratelimit-\(word)-\(subject)")
                ?? source.providerHeader("anthropic-ratelimit-\(subject)-\(word)")
        }
    }

    /// The limit that names no subject.
    fileprivate init?(_ source: GatewaySource) {
        self.init(source) { word in source.providerHeader("x-ratelimit-\(word)") }
    }

    private init?(_ source: GatewaySource, _ field: (_ word: String) -> String?) {
        limit = field("limit").flatMap { Int($0) }
        remaining = field("remaining").flatMap { Int($0) }
        reset = field("reset").flatMap { Reset($0) }
        if limit == nil && remaining == nil && reset == nil { return nil }
    }
}
