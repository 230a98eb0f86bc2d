/// How a job's result is waited for.
public struct JobPolling: Hashable, Sendable {
    /// The wait after the first question; more than zero.
    public var initialDelay: Duration
    /// How much longer each wait is than the one before; at least 1.
    public var factor: Double
    /// The longest wait between two questions.
    public var maximumDelay: Duration
    /// The longest that the result is waited for, all questions included.
    ///
    /// Nil waits until the gateway forgets the job.
    public var total: Duration?

    /// Makes a rule.
    ///
    /// - Parameters:
    ///   - initialDelay: The wait after the first question.
    ///   - factor: How much longer each wait is than the one before.
    ///   - maximumDelay: The longest wait between two questions.
    ///   - total: The longest that the result is waited for; ten minutes by default.
    public init(
        initialDelay: Duration = .milliseconds(500),
        factor: Double = 1.5,
        maximumDelay: Duration = .seconds(10),
        total: Duration? = .seconds(600)
    ) {
        self.initialDelay = initialDelay
        self.factor = factor
        self.maximumDelay = maximumDelay
        self.total = total
    }
}
