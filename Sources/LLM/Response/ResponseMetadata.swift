/// What is known about a call besides the answer itself.
public struct ResponseMetadata: Hashable, Sendable {
    var providerValues = ProviderValues()

    /// The HTTP status.
    ///
    /// Nil before an answer's head was received.
    public var status: Int?
    /// The answer's header fields as they came, in order; names are compared without regard to case.
    public var headers: [Header]
    /// The request id that was sent with every attempt.
    ///
    /// Nil when none was sent.
    public var requestID: String?
    /// How many attempts were made, the last one included.
    public var attempts: Int
    /// Where the time went in the last attempt.
    ///
    /// Nil before it ended; of a stream that was left, as far as was known at its head.
    public var metrics: CallMetrics?

    /// Makes metadata.
    ///
    /// - Parameters:
    ///   - status: The HTTP status.
    ///   - headers: The answer's header fields.
    ///   - requestID: The request id that was sent.
    ///   - attempts: How many attempts were made.
    ///   - metrics: Where the time went.
    public init(
        status: Int? = nil,
        headers: [Header] = [],
        requestID: String? = nil,
        attempts: Int = 0,
        metrics: CallMetrics? = nil
    ) {
        self.status = status
        self.headers = headers
        self.requestID = requestID
        self.attempts = attempts
        self.metrics = metrics
    }

    /// One header field.
    public struct Header: Hashable, Sendable, Codable {
        /// The name as it came.
        public var name: String
        /// The value as it came.
        public var value: String

        /// Makes a header field.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - value: The value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

extension ResponseMetadata.Header: CustomStringConvertible, CustomReflectable {
    /// The name alone: the value may be a cookie, or repeat a key.
    public var description: String { name }
    /// A mirror of the name, so that a dump does not show the value either.
    public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
