internal import LLM

/// The one table that tells the class of an error that the gateway reports.
enum ErrorClassification {
    /// The class of a type or code word; such a word beats the status.
    static func code(forWord word: String) -> LLMError.Code? {
        switch word {
        case "context_length_exceeded", "content_filter": .invalidRequest
        case "invalid_api_key", "authentication_error", "virtual_key_required": .authentication
        case "virtual_key_blocked", "virtual_key_not_found", "model_blocked", "provider_blocked", "permission_error":
            .permission
        case "model_not_found", "not_found_error", "no_key_supports_model": .notFound
        case "budget_exceeded", "insufficient_quota": .budget
        case "rate_limited", "token_limited", "request_limited", "rate_limit_exceeded", "rate_limit_error":
            .rateLimited
        case "provider_connection_failed": .server
        case "overloaded_error", "request_dropped": .overloaded
        case "request_timed_out": .timeout
        case "request_cancelled": .cancelled
        // Ours: a relay tells its client with it that the gateway's answer was cut.
        case "answer_truncated": .truncated
        default: nil
        }
    }

    /// The class of a word that counts only where there is no status: OpenAI sends `invalid_request_error` with 401
    /// and 404 too.
    static func code(forVagueWord word: String) -> LLMError.Code? {
        switch word {
        case "server_error", "api_error": .server
        case "invalid_request_error": .invalidRequest
        default: nil
        }
    }

    /// The class of a message: older gateways report overload with status 400 and no word at all.
    static func code(forMessage message: String) -> LLMError.Code? {
        let message = message.lowercased()
        return overloadMessages.contains(where: message.contains) ? .overloaded : nil
    }

    /// The class of a status.
    static func code(forStatus status: Int) -> LLMError.Code {
        switch status {
        case 401: .authentication
        case 402: .budget
        case 403: .permission
        case 404: .notFound
        case 408, 504, 522, 524: .timeout
        case 429: .rateLimited
        case 499: .cancelled
        case 503, 529: .overloaded
        case ..<500: .invalidRequest
        default: .server
        }
    }

    private static let overloadMessages = ["request dropped: queue is full", "provider is shutting down"]
}
