public import LLM

/// What a batch is made of.
public struct BatchRequest: Hashable, Sendable {
    /// The file with the requests, one a line, each with `custom_id`, `method`, `url` and `body`.
    public var inputFileID: String
    /// The endpoint of all its requests.
    public var endpoint: String
    /// How long the provider may take; OpenAI knows `24h` alone.
    public var completionWindow: String
    /// The caller's own notes.
    public var metadata: [String: String]
    /// Further fields, sent as they are; they win over a field of the same name, but not over the file and the
    /// endpoint.
    public var extraFields: [String: JSONValue]

    /// Makes a request for a batch.
    ///
    /// - Parameters:
    ///   - inputFileID: The file with the requests.
    ///   - endpoint: The endpoint of all its requests.
    ///   - completionWindow: How long the provider may take.
    ///   - metadata: The caller's own notes.
    ///   - extraFields: Further fields.
    public init(
        inputFileID: String,
        endpoint: String = "/v1/chat/completions",
        completionWindow: String = "24h",
        metadata: [String: String] = [:],
        extraFields: [String: JSONValue] = [:]
    ) {
        self.inputFileID = inputFileID
        self.endpoint = endpoint
        self.completionWindow = completionWindow
        self.metadata = metadata
        self.extraFields = extraFields
    }
}

/// How often a batch is asked for how far it is.
public struct BatchPolling: Hashable, Sendable {
    /// The first wait; each further one is half as long again.
    public var interval: Duration
    /// The longest wait.
    public var maximumInterval: Duration
    /// How long is waited in all; then the wait ends as a timeout.
    public var limit: Duration

    /// Makes a rhythm.
    ///
    /// - Parameters:
    ///   - interval: The first wait.
    ///   - maximumInterval: The longest wait.
    ///   - limit: How long is waited in all.
    public init(
        interval: Duration = .seconds(2), maximumInterval: Duration = .seconds(60), limit: Duration = .seconds(86_400)
    ) {
        self.interval = interval
        self.maximumInterval = maximumInterval
        self.limit = limit
    }
}
