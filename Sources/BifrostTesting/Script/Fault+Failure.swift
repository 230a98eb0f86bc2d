extension Fault {
    /// The error in the gateway's envelope that this fault is; nil when it is something else.
    var failure: GatewayFailure? {
        switch self {
        case .unauthorized:
            upstream(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.")
        case .budgetExceeded: governance(402, "budget_exceeded", "Budget exceeded for this key")
        case .forbidden: governance(403, "virtual_key_blocked", "Virtual key is inactive")
        case .modelNotFound: .modelNotFound(rawValue)
        case .badRequest: upstream(400, "invalid_request_error", nil, "Invalid value for 'temperature'.")
        case .contextLength:
            upstream(
                400, "invalid_request_error", "context_length_exceeded",
                "This model's maximum context length is 8192 tokens.")
        case .rateLimited: rateLimit
        case .tokenLimited: governance(429, "token_limited", "Token limit exceeded for this key")
        case .serverError: upstream(500, "server_error", nil, "The server had an error while processing the request.")
        case .providerUnreachable:
            upstream(502, nil, "provider_connection_failed", "failed to connect to the provider")
        case .unavailable: upstream(503, "server_error", nil, "The provider is temporarily unavailable.")
        case .timedOut: GatewayFailure(status: 504, type: "request_timed_out", message: "request timed out")
        case .overloaded: upstream(529, "overloaded_error", nil, "Upstream overloaded")
        case .queueFull: GatewayFailure(message: "request dropped: queue is full")
        default: nil
        }
    }

    private var rateLimit: GatewayFailure {
        var failure = upstream(429, "requests", "rate_limit_exceeded", "Rate limit reached.")
        failure.headers = [("retry-after", "1")]
        return failure
    }

    private func upstream(_ status: Int, _ type: String?, _ code: String?, _ message: String) -> GatewayFailure {
        GatewayFailure(status: status, type: type, code: code, message: message)
    }

    private func governance(_ status: Int, _ decision: String, _ message: String) -> GatewayFailure {
        GatewayFailure(status: status, decision: decision, message: message)
    }

    /// The error statuses whose body is not the gateway's.
    var foreignAnswer: Script? {
        switch self {
        case .htmlError:
            .text(
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>"
                    + "</center>\r\n</body>\r\n</html>\r\n", status: 502, contentType: "text/html")
        case .plainTextError: .text("plugin failed", status: 500)
        case .emptyError: .text("", status: 502)
        case .htmlInsteadOfAnswer:
            .text(Router.userInterface, status: 200, contentType: "text/html; charset=utf-8")
        default: nil
        }
    }
}

extension GatewayFailure {
    /// A provider's answer for a model that it does not have.
    static func modelNotFound(_ model: String) -> GatewayFailure {
        GatewayFailure(
            status: 404, type: "invalid_request_error", code: "model_not_found",
            message: "The model `\(model)` does not exist or you do not have access to it.")
    }
}
