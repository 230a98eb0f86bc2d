/// What a provider needs to make a model.
///
/// Values are checked when the model is made, so that one clear error names what is missing.
public struct ProviderConfig: Sendable {
    /// The model to ask for, such as `openai/gpt-4o`.
    ///
    /// Required.
    public var model: String
    /// The key that identifies the caller.
    ///
    /// Nil sends none; never printed.
    public var apiKey: Secret?
    /// Where the provider is, such as `http://localhost:8080/v1`.
    ///
    /// Required; http or https.
    public var baseURL: String
    /// The longest single wait: the value of every limit that inherits.
    ///
    /// Default 30 s; more than zero.
    public var timeout: TimeLimit
    /// Limits for single waits; those that inherit take ``timeout`` (``TimeLimits/connect``: 10 s).
    public var limits: TimeLimits
    /// How failed calls are tried again.
    public var retries: RetryPolicy
    /// Further header fields, sent with every request.
    ///
    /// Values are secrets: they are never printed.
    public var headers: [String: Secret]

    /// Makes a configuration.
    ///
    /// - Parameters:
    ///   - model: The model to ask for.
    ///   - apiKey: The key that identifies the caller.
    ///   - baseURL: Where the provider is.
    ///   - timeout: The longest single wait.
    ///   - limits: Limits for single waits.
    ///   - retries: How failed calls are tried again.
    ///   - headers: Further header fields.
    public init(
        model: String = "",
        apiKey: Secret? = nil,
        baseURL: String = "",
        timeout: TimeLimit = .seconds(30),
        limits: TimeLimits = TimeLimits(),
        retries: RetryPolicy = RetryPolicy(),
        headers: [String: Secret] = [:]
    ) {
        self.model = model
        self.apiKey = apiKey
        self.baseURL = baseURL
        self.timeout = timeout
        self.limits = limits
        self.retries = retries
        self.headers = headers
    }
}
