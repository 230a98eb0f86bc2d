/// What is known about a call besides the answer itself.
public struct ResponseMetadata: Hashable, Sendable {
    private var boxed: Boxed<Fields>

    var providerValues: ProviderValues {
        get { boxed.fields.providerValues }
        set { boxed.update { $0.providerValues = newValue } }
    }

    /// The HTTP status.
    ///
    /// Nil before an answer's head was received.
    public var status: Int? {
        get { boxed.fields.status }
        set { boxed.update { $0.status = newValue } }
    }

    /// The answer's header fields as they came, in order; names are compared without regard to case.
    public var headers: [Header] {
        get { boxed.fields.headers }
        set { boxed.update { $0.headers = newValue } }
    }

    /// The request id that was sent with every attempt.
    ///
    /// Nil when none was sent.
    public var requestID: String? {
        get { boxed.fields.requestID }
        set { boxed.update { $0.requestID = newValue } }
    }

    /// How many attempts were made, the last one included.
    public var attempts: Int {
        get { boxed.fields.attempts }
        set { boxed.update { $0.attempts = newValue } }
    }

    /// Where the time went in the last attempt.
    ///
    /// Nil before it ended; of a stream that was left, as far as was known at its head.
    public var metrics: CallMetrics? {
        get { boxed.fields.metrics }
        set { boxed.update { $0.metrics = newValue } }
    }

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
        boxed = Boxed(
            Fields(status: status, headers: headers, requestID: requestID, attempts: attempts, metrics: metrics))
    }

    private struct Fields: Hashable, Sendable {
        var providerValues = ProviderValues()
        var status: Int?
        var headers: [Header]
        var requestID: String?
        var attempts: Int
        var metrics: CallMetrics?
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

extension ResponseMetadata: CustomReflectable {
    /// A mirror of the properties.
    public var customMirror: Mirror { boxed.mirror(of: self) }
}
