import LLM

extension JSONOutput {
    /// The last line of a call that failed.
    static func error(_ error: LLMError) -> JSONOutput {
        // Of a wrong configuration nothing is sent.
        self.error(error, attempts: error.code == .configuration ? 0 : error.attempts)
    }

    /// The last line of a call that was interrupted.
    static func interrupted(partial: ChatResponse?, metadata: ResponseMetadata) -> JSONOutput {
        var error = LLMError(.cancelled, "interrupted")
        error.status = metadata.status
        error.requestID = metadata.requestID
        error.partial = partial
        return self.error(error, attempts: metadata.attempts)
    }

    private static func error(_ error: LLMError, attempts: Int) -> JSONOutput {
        [
            "type": "error",
            "kind": .string(error.code.rawValue),
            "message": .string(error.message),
            "status": .integer(error.status),
            // Bifrost's own refusals carry their word as a type, and no code.
            "code": .string(error.providerCode ?? error.type),
            "retryable": .bool(error.isRetryable),
            "retry_after": .seconds(error.retryAfter),
            "phase": .string(error.timeout?.limit.rawValue),
            "attempts": .integer(attempts),
            "request_id": .string(error.requestID),
            "partial": .partial(error.partial),
        ]
    }
}
