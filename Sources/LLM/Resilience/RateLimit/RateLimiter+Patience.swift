extension RateLimiter {
    /// How long a call may wait for its turn, and how it fails when that is not enough.
    struct Patience {
        let begin: Instant
        private let queue: Duration?
        private let total: Duration?

        init(_ limits: TimeLimits, queueLimit: TimeLimit, at now: Instant) {
            begin = now
            queue = limits.queue.or(queueLimit).duration
            total = limits.total.duration
        }

        private var limit: (name: LLMError.Timeout.Limit, value: Duration)? {
            switch (queue, total) {
            case (let queue?, let total?): queue <= total ? (.queue, queue) : (.total, total)
            case (let queue?, nil): (.queue, queue)
            case (nil, let total?): (.total, total)
            case (nil, nil): nil
            }
        }

        var deadline: Instant? { limit.map { begin.advanced(by: $0.value) } }

        /// The limit on the whole call has run while it waited.
        func shorten(_ limits: inout TimeLimits, by waited: Duration) throws(LLMError) {
            guard let total, waited > .zero else { return }
            guard waited < total else { throw timeout(.total, total, after: waited) }
            limits.total = .after(total - waited)
        }

        func failure(_ outcome: WaitOutcome, after waited: Duration) -> any Error {
            switch outcome {
            case .admitted, .cancelled:
                return CancellationError()
            case .lineFull:
                return LLMError(
                    .rateLimited,
                    "as many calls wait at the rate limiter as may wait; raise maximumWaiting or send fewer",
                    cause: CallRefusal.queueFull)
            case .paused(let pause):
                var error = LLMError(
                    .rateLimited, "a server has asked for a pause that is longer than the call may wait",
                    cause: CallRefusal.paused)
                error.retryAfter = pause
                return error
            case .expired:
                guard let limit else { return CancellationError() }
                return timeout(limit.name, limit.value, after: waited)
            }
        }

        private func timeout(_ name: LLMError.Timeout.Limit, _ value: Duration, after waited: Duration) -> LLMError {
            var error = LLMError(
                .timeout,
                "the rate limiter had no room within \(value) (limit \(name.rawValue)); "
                    + "raise RateLimiter.queueLimit or TimeLimits.\(name.rawValue), or send fewer calls",
                cause: CallRefusal.waitTooLong)
            error.timeout = LLMError.Timeout(limit: name, value: value, elapsed: waited)
            return error
        }
    }
}
