extension RateLimiter {
    /// How much of a rate is left, told by one instant: when the bucket will be full again.
    ///
    /// This is the generic cell rate algorithm (ITU-T I.371): a bucket that fills evenly, without a step that fills it
    /// and without rounding. It may be emptied below nothing; that debt is filled up first.
    struct Bucket {
        /// No call and no correction counts for more, so that a wild number does not overflow the time.
        private static let most = Int(Int32.max)

        private let capacity: Int
        private let interval: Duration
        private var full: Instant

        init(_ rate: Rate, at now: Instant) {
            capacity = rate.burst
            interval = .seconds(60) / rate.perMinute
            full = now
        }

        /// When so much may be taken; more than the bucket holds may be taken when it is full.
        func readiness(for amount: Int) -> Instant {
            full.advanced(by: interval * min(0, amount - capacity))
        }

        mutating func take(_ amount: Int, at now: Instant) {
            full = max(full, now).advanced(by: interval * min(amount, Self.most))
        }

        /// Takes more, or puts back what was not used; what does not fit is lost.
        mutating func correct(by amount: Int, at now: Instant) {
            if amount > 0 {
                take(amount, at: now)
            } else {
                full = full.advanced(by: interval * max(amount, -Self.most))
            }
        }
    }
}
