import Bifrost
public import Configuration
public import LLM

extension ProviderConfig {
    /// Reads a configuration; docs/observability.md has the table of keys.
    ///
    /// Keys that are absent leave the defaults. What is required and missing is reported when the model is made. Keys
    /// and header values are read as secrets, so that access reporters mask them.
    ///
    /// - Parameter config: The reader; scope it to the part that is meant, as in `reader.scoped(to: "bifrost")`.
    /// - Throws: ``LLMError/Code/configuration`` for a value of the wrong kind; the message names the key and never
    ///   repeats the value.
    public init(config: ConfigReader) throws(LLMError) {
        self.init()
        let values = ConfigValues(reader: config)
        model = try values.text("model") ?? model
        baseURL = try values.text("baseUrl") ?? baseURL
        apiKey = try values.secret("apiKey")
        timeout = try values.limit("timeout") ?? timeout
        limits = try TimeLimits(values)
        retries = try RetryPolicy(values)
        headers = try values.headers()
        // After the headers, one of which it is.
        if let key = try values.secret("virtualKey") { virtualKey = key }
    }
}

extension TimeLimits {
    fileprivate init(_ values: ConfigValues) throws(LLMError) {
        self.init()
        queue = try values.limit("limits.queue") ?? queue
        connect = try values.limit("limits.connect") ?? connect
        firstByte = try values.limit("limits.firstByte") ?? firstByte
        firstToken = try values.limit("limits.firstToken") ?? firstToken
        idle = try values.limit("limits.idle") ?? idle
        stall = try values.limit("limits.stall") ?? stall
        total = try values.limit("limits.total") ?? total
    }
}

extension RetryPolicy {
    fileprivate init(_ values: ConfigValues) throws(LLMError) {
        self.init()
        maximumRetries = try values.count("retries.maximum") ?? maximumRetries
        initialDelay = try values.delay("retries.initialDelay") ?? initialDelay
        maximumDelay = try values.delay("retries.maximumDelay") ?? maximumDelay
        maximumServerDelay = try values.delay("retries.maximumServerDelay") ?? maximumServerDelay
    }
}
