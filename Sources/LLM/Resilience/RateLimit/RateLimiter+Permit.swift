extension RateLimiter {
    /// The place of one call that has started; releasing it gives the place back.
    final class Permit: CallHold {
        private let turnstile: Turnstile
        /// The tokens that were counted beforehand.
        private let tokens: Int
        private let cooldown: Duration
        private var isOver = false

        init(_ turnstile: Turnstile, tokens: Int, cooldown: Duration) {
            self.turnstile = turnstile
            self.tokens = tokens
            self.cooldown = cooldown
        }

        /// The call was left: what it used is unknown, so the estimate stands.
        deinit { if !isOver { turnstile.exit(requests: 0, tokens: 0) } }

        /// Providers count refusals too, so that only what was never sent is given back.
        func ended(_ end: HeldCallEnd) {
            isOver = true
            // The pause first, so that nobody starts in the place that becomes free.
            if let pause = pause(after: end.error as? LLMError) { turnstile.pause(for: pause) }
            turnstile.exit(requests: (end.requests ?? 1) - 1, tokens: excessTokens(of: end))
        }

        private func excessTokens(of end: HeldCallEnd) -> Int {
            if end.requests == 0 { return -tokens }
            return end.usage?.allTokens.map { max(0, $0) - tokens } ?? 0
        }

        /// How long the server wants nobody to come; nil when it did not say.
        private func pause(after error: LLMError?) -> Duration? {
            guard let error, !(error.cause is CallRefusal) else { return nil }
            switch error.code {
            case .rateLimited: return error.retryAfter ?? (cooldown > .zero ? cooldown : nil)
            case .overloaded: return error.retryAfter
            default: return nil
            }
        }
    }
}

extension Usage {
    /// The total, or what is known of it.
    fileprivate var allTokens: Int? { withWholeTotal.total }
}
