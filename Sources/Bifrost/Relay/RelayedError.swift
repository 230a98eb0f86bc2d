public import LLM

/// A failure as a client of your own server may see it: the gateway's error object, and a status for it.
///
/// What the gateway reported is repeated, cleaned of the model's keys as in every error. What failed on this side of it,
/// such as a connection or a limit, is told in general words: an error's own text may name hosts and settings.
public struct RelayedError: Sendable {
    /// The status for an answer that has not begun: the gateway's own, or the one for the error's class.
    ///
    /// 401 and 403 speak of the key that was sent to the gateway, which may be your server's own.
    public let status: Int
    /// The error object in JSON, as OpenAI and the gateway shape it: `{"error": {"message", "type", "code"}, …}`.
    public let json: [UInt8]

    /// Makes one of whatever a call ended in.
    ///
    /// - Parameter error: The error; anything but `LLMError` is called an internal error.
    public init(_ error: any Error) {
        self.init(error as? LLMError ?? LLMError(.server, "internal error"))
    }

    /// Makes one of a model's error.
    ///
    /// - Parameter error: The error.
    public init(_ error: LLMError) {
        status = error.status ?? Self.status(of: error.code)
        json = Self.json(error, status: status)
    }

    /// The error as an event of a stream.
    var event: [UInt8] { json.asEvent }

    private static func json(_ error: LLMError, status: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("is_bifrost_error", false)
        writer.key("status_code")
        writer.integer(status)
        writer.key("error")
        writer.beginObject()
        writer.member("message", message(of: error))
        writer.member("type", error.type ?? type(of: error.code))
        if let code = error.providerCode { writer.member("code", code) }
        writer.endObject()
        writer.extraFields(of: error)
        writer.endObject()
        return writer.bytes
    }

    private static func message(of error: LLMError) -> String {
        switch error.code {
        case .truncated: "the answer was cut off before it was complete"
        case .malformed: "the answer could not be read"
        case .connect: "the model's gateway could not be reached"
        case .configuration: "the server's request was refused before it was sent"
        case .timeout where error.timeout != nil: "the answer took too long"
        default: error.message
        }
    }

    /// Words that the gateway uses, so that its clients know them, and one of our own.
    private static func type(of code: LLMError.Code) -> String {
        switch code {
        case .invalidRequest: "invalid_request_error"
        case .authentication: "authentication_error"
        case .permission: "permission_error"
        case .notFound: "not_found_error"
        case .budget: "insufficient_quota"
        case .rateLimited: "rate_limit_error"
        case .overloaded: "overloaded_error"
        case .timeout: "request_timed_out"
        case .cancelled: "request_cancelled"
        case .truncated: "answer_truncated"
        case .connect: "provider_connection_failed"
        default: "server_error"
        }
    }

    private static func status(of code: LLMError.Code) -> Int {
        switch code {
        case .invalidRequest: 400
        case .authentication: 401
        case .budget: 402
        case .permission: 403
        case .notFound: 404
        case .rateLimited: 429
        case .cancelled: 499
        case .configuration: 500
        case .overloaded: 503
        case .timeout: 504
        default: 502
        }
    }
}

extension JSONWriter {
    fileprivate mutating func extraFields(of error: LLMError) {
        guard error.provider != nil || error.retryAfter != nil else { return }
        key("extra_fields")
        beginObject()
        if let provider = error.provider { member("provider", provider) }
        if let wait = error.retryAfter {
            key("retry_after_ms")
            integer(Int64(max(0, min(wait / .milliseconds(1), 1e15)).rounded(.up)))
        }
        endObject()
    }
}

extension [UInt8] {
    /// The bytes, which have no line end, as the data of an event.
    var asEvent: [UInt8] { Array("data: ".utf8) + self + Array("\n\n".utf8) }
}
