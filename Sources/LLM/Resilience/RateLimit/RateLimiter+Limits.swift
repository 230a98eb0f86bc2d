extension RateLimiter {
    /// So much in a minute.
    public struct Rate: Hashable, Sendable {
        /// How much is allowed in a minute in the long run; at least one.
        public var perMinute: Int
        /// How much may be used at once after a time of quiet; at least one.
        ///
        /// In any minute at most ``perMinute`` + ``burst`` are used; what a call needs beyond the burst comes on top, and is
        /// made up for by the calls after it. A burst of one spaces calls evenly.
        public var burst: Int

        /// Makes a rate.
        ///
        /// - Parameters:
        ///   - perMinute: How much is allowed in a minute, 1 to 2 147 483 647.
        ///   - burst: How much may be used at once, 1 to 2 147 483 647. Nil takes a tenth of a minute's worth, at least
        ///     one.
        /// - Returns: The rate.
        public static func perMinute(_ perMinute: Int, burst: Int? = nil) -> Rate {
            Rate(perMinute: perMinute, burst: burst ?? max(1, perMinute / 10))
        }
    }

    /// What a limiter allows.
    struct Limits: Sendable {
        var requests: Rate?
        var tokens: Rate?
        var concurrency: Int?
        var maximumWaiting: Int
    }
}

extension RateLimiter.Limits {
    func validate() throws(LLMError) {
        try Self.validate(requests, "requests")
        try Self.validate(tokens, "tokens")
        if let concurrency, concurrency < 1 {
            throw LLMError(.configuration, "a rate limiter's concurrency must be at least one; nil sets no limit")
        }
        guard maximumWaiting >= 0 else {
            throw LLMError(
                .configuration, "a rate limiter's maximumWaiting must not be negative; zero lets nobody wait")
        }
    }

    private static func validate(_ rate: RateLimiter.Rate?, _ name: String) throws(LLMError) {
        let range = 1...Int(Int32.max)
        guard let rate, !range.contains(rate.perMinute) || !range.contains(rate.burst) else { return }
        throw LLMError(.configuration, "a rate limiter's \(name) must be 1 to \(range.upperBound); nil sets no limit")
    }
}
