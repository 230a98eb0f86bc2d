/// What a model call can end in, other than an answer or a cancellation.
///
/// Neither the message nor the description ever holds a key, a prompt, an answer or a header value.
public struct LLMError: Error, Sendable {
    /// The class of the failure.
    public var code: Code
    /// What happened, in a short text; the server's own words where it sent some.
    public var message: String
    /// The HTTP status, or the status that an error inside a stream named.
    ///
    /// Nil when there was none.
    public var status: Int?
    /// The gateway's or provider's word for the kind of error (top-level `type` or `error.type`).
    public var type: String?
    /// The gateway's or provider's error code (`error.code`).
    public var providerCode: String?
    /// The provider that failed.
    ///
    /// Nil when the gateway did not say.
    public var provider: String?
    /// The request id to quote to the gateway's operator: the gateway's own where it sent one, ours otherwise.
    public var requestID: String?
    /// How long the server asks to wait before another attempt.
    ///
    /// Nil when it did not say.
    public var retryAfter: Duration?
    /// Whether the same call may succeed later.
    public var isRetryable: Bool
    /// Which limit ended the wait; set for ``Code/timeout`` that this side decided.
    public var timeout: Timeout?
    /// The error below this one, such as the transport's.
    public var cause: (any Error)?
    /// The attempts that failed before this one, oldest first.
    public var previousAttempts: [Attempt]
    /// The model that failed, where several were asked; see ``Fallback`` and ``ModelRouter``.
    ///
    /// Nil when only one was.
    public var modelID: String?
    /// The failures of the models that were asked before this one, oldest first; see ``Fallback``.
    public var previousFailures: [LLMError]
    /// What was received before the failure.
    ///
    /// Nil when nothing was.
    public var partial: ChatResponse?
    /// Status, headers and timing of the last attempt.
    ///
    /// Nil when nothing was sent.
    public var metadata: ResponseMetadata?

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: The class of the failure.
    ///   - message: What happened.
    ///   - isRetryable: Whether the same call may succeed later. Nil takes the rule of the class.
    ///   - cause: The error below this one.
    public init(_ code: Code, _ message: String, isRetryable: Bool? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.isRetryable = isRetryable ?? code.isRetryable
        self.cause = cause
        self.previousAttempts = []
        self.previousFailures = []
    }

    /// The number of attempts made, the last one included.
    public var attempts: Int { previousAttempts.count + 1 }

    /// An attempt that failed and was followed by another.
    public struct Attempt: Sendable, Hashable {
        /// The class of the failure.
        public var code: Code
        /// What happened.
        public var message: String
        /// The HTTP status.
        ///
        /// Nil when there was none.
        public var status: Int?

        /// Makes an attempt.
        ///
        /// - Parameters:
        ///   - code: The class of the failure.
        ///   - message: What happened.
        ///   - status: The HTTP status.
        public init(code: Code, message: String, status: Int? = nil) {
            self.code = code
            self.message = message
            self.status = status
        }
    }
}

extension LLMError: CustomStringConvertible {
    /// The class, status and message in one line, with the models that failed before.
    public var description: String {
        let status = status.map { " \($0)" } ?? ""
        let request = requestID.map { " [request \($0)]" } ?? ""
        let attempts = previousAttempts.isEmpty ? "" : " after \(attempts) attempts"
        return "\(code.rawValue)\(status): \(message)\(request)\(attempts)\(earlierModels)"
    }

    private var earlierModels: String {
        guard !previousFailures.isEmpty else { return "" }
        let names = previousFailures.map { "\($0.modelID ?? "a model") (\($0.code.rawValue))" }
        return ", after " + names.joined(separator: ", ")
    }
}
