extension CircuitBreaker {
    /// When a circuit opens: when so many of the latest calls failed.
    ///
    /// One rule for both kinds of trouble: `Trip(failures: 5, of: 5)` opens after five failures in a row,
    /// `Trip(failures: 10, of: 20)` when half of the calls fail. A service that fails every other call never fails five
    /// times in a row, so the default is the second kind.
    public struct Trip: Hashable, Sendable {
        /// How many of the latest calls must have failed; at least one.
        public var failures: Int
        /// How many of the latest calls are looked at; at least ``failures``, at most 10 000.
        public var calls: Int
        /// How old a call may be that is looked at; more than zero.
        public var age: Duration

        /// Makes a rule.
        ///
        /// - Parameters:
        ///   - failures: How many of the latest calls must have failed.
        ///   - calls: How many of the latest calls are looked at.
        ///   - age: How old a call may be that is looked at.
        public init(failures: Int = 5, of calls: Int = 10, within age: Duration = .seconds(60)) {
            self.failures = failures
            self.calls = calls
            self.age = age
        }
    }

    /// What a circuit breaker does with calls.
    @nonexhaustive
    public enum State: String, Hashable, Sendable, Codable {
        /// Calls go through; their failures are counted.
        case closed
        /// Calls are refused until the time is over.
        case open
        /// The next call goes through as a probe; others are refused until its outcome is known.
        case halfOpen
    }
}
