extension CircuitBreaker {
    /// The outcomes of the latest calls, as many as the rule looks at.
    struct Window {
        private let trip: Trip
        private var outcomes: [(instant: ContinuousClock.Instant, failed: Bool)] = []
        private var failures = 0

        init(_ trip: Trip) { self.trip = trip }

        /// Whether enough calls have failed.
        var isFull: Bool { failures >= trip.failures }

        mutating func add(failure: Bool, at now: ContinuousClock.Instant) {
            let old = outcomes.prefix { $0.instant.duration(to: now) > trip.age }.count
            drop(max(old, outcomes.count + 1 - trip.calls))
            outcomes.append((now, failure))
            if failure { failures += 1 }
        }

        private mutating func drop(_ count: Int) {
            guard count > 0 else { return }
            failures -= outcomes.prefix(count).count { $0.failed }
            outcomes.removeFirst(count)
        }
    }
}
