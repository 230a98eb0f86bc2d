import LLM

/// All that is known of the calls of a test.
struct BenchTally: Sendable {
    /// Failures of one class.
    struct Failures: Sendable, Equatable {
        var count = 0
        /// What the first one said.
        var example: String
    }

    /// Calls that were meant to begin earlier do not count.
    let start: ContinuousClock.Instant
    /// How often a call would have been made in a closed loop, had the one before not taken so long.
    let expectedInterval: Duration?
    private(set) var firstToken = Latencies()
    private(set) var gap = Latencies()
    private(set) var call = Latencies()
    private(set) var answered = 0
    private(set) var failures: [String: Failures] = [:]
    /// Calls that were not over when the test was.
    private(set) var left = 0
    private(set) var retries = 0
    private(set) var inputTokens = 0
    private(set) var outputTokens = 0
    private(set) var chunks = 0
    /// Answers that told how many tokens they have.
    private(set) var answersWithUsage = 0
    private(set) var series = TimeSeries()
    /// How much later than meant a call began at most.
    private(set) var latestStart = Duration.zero
    /// When the last call ended.
    private(set) var lastEnd: ContinuousClock.Instant

    init(start: ContinuousClock.Instant, expectedInterval: Duration? = nil) {
        self.start = start
        self.expectedInterval = expectedInterval
        lastEnd = start
    }

    var failed: Int { failures.values.reduce(0) { $0 + $1.count } }
    /// From the start to the end of the last call.
    var elapsed: Duration { start.duration(to: lastEnd) }

    mutating func add(_ gaps: [Duration], intended: ContinuousClock.Instant) {
        guard intended >= start else { return }
        for duration in gaps { gap.record(duration) }
    }

    mutating func add(_ sample: BenchSample) {
        guard sample.intended >= start else { return }
        add(sample.gaps, intended: sample.intended)
        chunks += sample.chunks
        retries += max(0, sample.attempts - 1)
        latestStart = max(latestStart, sample.intended.duration(to: sample.begun))
        if let duration = sample.firstToken { firstToken.record(duration) }
        switch sample.end {
        case .answered: addAnswer(sample)
        case .failed(let error): addFailure(error, sample)
        case .left: left += 1
        }
    }

    private mutating func addAnswer(_ sample: BenchSample) {
        answered += 1
        let tokens = sample.usage?.output
        if let tokens {
            answersWithUsage += 1
            outputTokens += tokens
        }
        inputTokens += sample.usage?.input ?? 0
        lastEnd = max(lastEnd, sample.ended)
        call.record(sample.latency, expectedInterval: expectedInterval)
        series.change(at: start.duration(to: sample.ended)) { stretch in
            stretch.answered += 1
            stretch.tokens += tokens ?? sample.chunks
            stretch.latencies = stretch.latencies ?? Latencies()
            stretch.latencies?.record(sample.latency)
        }
    }

    private mutating func addFailure(_ error: LLMError, _ sample: BenchSample) {
        failures[error.code.rawValue, default: Failures(example: error.message)].count += 1
        lastEnd = max(lastEnd, sample.ended)
        series.change(at: start.duration(to: sample.ended)) { $0.failed += 1 }
    }
}

extension BenchTally {
    /// What output is counted in: tokens where every answer told theirs, else chunks with content.
    var countsTokens: Bool { answered > 0 && answersWithUsage == answered }

    /// Tokens, or chunks, of all answers.
    var output: Int { countsTokens ? outputTokens : chunks }

    /// So many a second, over the whole test.
    func rate(_ count: Int) -> Double { elapsed > .zero ? Double(count) / (elapsed / .seconds(1)) : 0 }
}
