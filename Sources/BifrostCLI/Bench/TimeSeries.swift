/// What happened in each stretch of a test; the stretches grow with the test, so that there are never many.
struct TimeSeries: Sendable {
    /// One stretch.
    struct Stretch: Sendable {
        var answered = 0
        var failed = 0
        /// Output tokens of the calls that ended in it.
        var tokens = 0
        /// Whole calls that ended in it.
        var latencies: Latencies?

        fileprivate mutating func add(_ other: Stretch) {
            answered += other.answered
            failed += other.failed
            tokens += other.tokens
            if let more = other.latencies {
                latencies = latencies ?? Latencies()
                latencies?.add(more)
            }
        }
    }

    static let maximumCount = 120

    private(set) var width = Duration.seconds(1)
    private(set) var stretches: [Stretch] = []

    /// Changes the stretch that a time since the start lies in.
    mutating func change(at time: Duration, _ change: (inout Stretch) -> Void) {
        while Int(time / width) >= Self.maximumCount { halve() }
        let index = max(0, Int(time / width))
        while stretches.count <= index { stretches.append(Stretch()) }
        change(&stretches[index])
    }

    private mutating func halve() {
        width *= 2
        stretches = stride(from: 0, to: stretches.count, by: 2).map { index in
            var stretch = stretches[index]
            if index + 1 < stretches.count { stretch.add(stretches[index + 1]) }
            return stretch
        }
    }
}
