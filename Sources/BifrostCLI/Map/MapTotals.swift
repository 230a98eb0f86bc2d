import LLM

/// What has become of the lines so far.
struct MapTotals: Sendable {
    /// The bytes of the input; nil for a pipe.
    var inputSize: Int?
    /// Bytes of lines that are done.
    private(set) var bytesDone = 0
    /// Bytes of lines that were done before.
    private(set) var bytesSkipped = 0
    /// Lines that were done before.
    private(set) var skipped = 0
    private(set) var answered = 0
    /// Failed lines by the class of their error.
    private(set) var failures: [String: Int] = [:]
    /// Calls that are under way.
    private(set) var running = 0
    /// Attempts beyond the first.
    private(set) var retries = 0
    private(set) var usage = JobUsage()
    /// Failures since the last answer.
    private(set) var failuresInRow = 0

    init(inputSize: Int? = nil) { self.inputSize = inputSize }

    var failed: Int { failures.values.reduce(0, +) }

    mutating func skip(_ line: LineReader.Line) {
        bytesSkipped += line.length
        skipped += 1
    }

    /// An empty line is nothing but bytes.
    mutating func pass(_ line: LineReader.Line) { bytesSkipped += line.length }

    mutating func begin() { running += 1 }

    mutating func leave() { running -= 1 }

    mutating func answer(_ line: LineReader.Line, usage: JobUsage, attempts: Int) {
        running -= 1
        countAnswer(usage)
        bytesDone += line.length
        retries += max(0, attempts - 1)
        failuresInRow = 0
    }

    /// An answer of a batch, which no call was made for.
    mutating func countAnswer(_ usage: JobUsage) {
        answered += 1
        self.usage += usage
    }

    mutating func countFailure(_ error: LLMError) { failures[error.code.rawValue, default: 0] += 1 }

    mutating func fail(_ line: LineReader.Line, _ error: LLMError, wasCalled: Bool) {
        countFailure(error)
        bytesDone += line.length
        guard wasCalled else { return }
        running -= 1
        retries += max(0, error.attempts - 1)
        failuresInRow += 1
    }
}

extension MapTotals {
    /// The share of the input that is done; nil for a pipe.
    var fraction: Double? {
        guard let inputSize, inputSize > 0 else { return nil }
        return min(1, Double(bytesDone + bytesSkipped) / Double(inputSize))
    }

    /// The time that is left if it goes on as it has; nil while nothing is known.
    ///
    /// Only what was done in this run tells how fast it goes.
    func timeLeft(after elapsed: Duration) -> Duration? {
        guard let inputSize, bytesDone > 0, elapsed > .zero else { return nil }
        let left = max(0, inputSize - bytesDone - bytesSkipped)
        return elapsed * (Double(left) / Double(bytesDone))
    }

    /// Lines a second.
    func rate(after elapsed: Duration) -> Double {
        elapsed > .zero ? Double(answered + failed) / (elapsed / .seconds(1)) : 0
    }
}
