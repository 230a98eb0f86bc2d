extension CircuitBreaker {
    /// Whether a failure speaks of the service: it failed, was overloaded, silent, out of reach, or did not make sense.
    ///
    /// A wrong request, a wrong key, an empty purse and a rate limit are answers of a service that works; a wait
    /// for a place of our own says nothing about it.
    ///
    /// - Parameter error: What a call failed with.
    /// - Returns: Whether it counts.
    @Sendable
    public static func speaksOfService(_ error: LLMError) -> Bool {
        switch error.code {
        case .server, .overloaded, .connect, .truncated, .malformed: true
        case .timeout: error.timeout?.limit != .queue
        default: false
        }
    }
}

extension CircuitBreaker {
    /// What the end of a call says about the service.
    enum Verdict {
        case works
        case fails
        case nothing

        init(_ error: (any Error)?, counts: (LLMError) -> Bool) {
            guard let error else {
                self = .works
                return
            }
            guard let error = error as? LLMError, !(error.cause is CallRefusal) else {
                self = .nothing
                return
            }
            if counts(error) {
                self = .fails
            } else {
                self = Self.isAnswer(error) ? .works : .nothing
            }
        }

        /// Whether the failure was an answer of the service, so that a probe has found it working.
        private static func isAnswer(_ error: LLMError) -> Bool {
            switch error.code {
            case .invalidRequest, .authentication, .permission, .notFound, .budget, .rateLimited: true
            default: false
            }
        }
    }
}
