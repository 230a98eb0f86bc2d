/// What a model call can end in, other than an answer or a cancellation.
///
/// Neither the message nor the description ever holds a key, a prompt, an answer or a header value.
public struct LLMError: Error, Sendable {
    // One word: whatever may fail has room for an error in its frame, and a task keeps the frames in which it waits.
    private var boxed: Boxed<Fields>

    /// The class of the failure.
    public var code: Code {
        get { boxed.fields.code }
        set { boxed.update { $0.code = newValue } }
    }

    /// What happened, in a short text; the server's own words where it sent some.
    public var message: String {
        get { boxed.fields.message }
        set { boxed.update { $0.message = newValue } }
    }

    /// The HTTP status, or the status that an error inside a stream named.
    ///
    /// Nil when there was none.
    public var status: Int? {
        get { boxed.fields.status }
        set { boxed.update { $0.status = newValue } }
    }

    /// The gateway's or provider's word for the kind of error (top-level `type` or `error.type`).
    public var type: String? {
        get { boxed.fields.type }
        set { boxed.update { $0.type = newValue } }
    }

    /// The gateway's or provider's error code (`error.code`).
    public var providerCode: String? {
        get { boxed.fields.providerCode }
        set { boxed.update { $0.providerCode = newValue } }
    }

    /// The provider that failed.
    ///
    /// Nil when the gateway did not say.
    public var provider: String? {
        get { boxed.fields.provider }
        set { boxed.update { $0.provider = newValue } }
    }

    /// The request id to quote to the gateway's operator: the gateway's own where it sent one, ours otherwise.
    public var requestID: String? {
        get { boxed.fields.requestID }
        set { boxed.update { $0.requestID = newValue } }
    }

    /// How long the server asks to wait before another attempt.
    ///
    /// Nil when it did not say.
    public var retryAfter: Duration? {
        get { boxed.fields.retryAfter }
        set { boxed.update { $0.retryAfter = newValue } }
    }

    /// Whether the same call may succeed later.
    public var isRetryable: Bool {
        get { boxed.fields.isRetryable }
        set { boxed.update { $0.isRetryable = newValue } }
    }

    /// Which limit ended the wait; set for ``Code/timeout`` that this side decided.
    public var timeout: Timeout? {
        get { boxed.fields.timeout }
        set { boxed.update { $0.timeout = newValue } }
    }

    /// The error below this one, such as the transport's.
    public var cause: (any Error)? {
        get { boxed.fields.cause }
        set { boxed.update { $0.cause = newValue } }
    }

    /// The attempts that failed before this one, oldest first.
    public var previousAttempts: [Attempt] {
        get { boxed.fields.previousAttempts }
        set { boxed.update { $0.previousAttempts = newValue } }
    }

    /// The model that failed, where several were asked; see ``Fallback`` and ``ModelRouter``.
    ///
    /// Nil when only one was.
    public var modelID: String? {
        get { boxed.fields.modelID }
        set { boxed.update { $0.modelID = newValue } }
    }

    /// The failures of the models that were asked before this one, oldest first; see ``Fallback``.
    public var previousFailures: [LLMError] {
        get { boxed.fields.previousFailures }
        set { boxed.update { $0.previousFailures = newValue } }
    }

    /// What was received before the failure.
    ///
    /// Nil when nothing was.
    public var partial: ChatResponse? {
        get { boxed.fields.partial }
        set { boxed.update { $0.partial = newValue } }
    }

    /// Status, headers and timing of the last attempt.
    ///
    /// Nil when nothing was sent.
    public var metadata: ResponseMetadata? {
        get { boxed.fields.metadata }
        set { boxed.update { $0.metadata = newValue } }
    }

    /// Makes an error.
    ///
    /// - Parameters:
    ///   - code: The class of the failure.
    ///   - message: What happened.
    ///   - isRetryable: Whether the same call may succeed later. Nil takes the rule of the class.
    ///   - cause: The error below this one.
    public init(_ code: Code, _ message: String, isRetryable: Bool? = nil, cause: (any Error)? = nil) {
        boxed = Boxed(
            Fields(code: code, message: message, isRetryable: isRetryable ?? code.isRetryable, cause: cause))
    }

    private struct Fields: Sendable {
        var code: Code
        var message: String
        var status: Int?
        var type: String?
        var providerCode: String?
        var provider: String?
        var requestID: String?
        var retryAfter: Duration?
        var isRetryable: Bool
        var timeout: Timeout?
        var cause: (any Error)?
        var previousAttempts: [Attempt] = []
        var modelID: String?
        var previousFailures: [LLMError] = []
        var partial: ChatResponse?
        var metadata: ResponseMetadata?
    }

    /// The number of attempts made, the last one included.
    public var attempts: Int { previousAttempts.count + 1 }
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

extension LLMError: CustomReflectable {
    /// A mirror of the properties.
    public var customMirror: Mirror { boxed.mirror(of: self) }
}
