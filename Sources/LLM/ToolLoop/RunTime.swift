/// The time that one run has.
struct RunTime: Sendable {
    let clock: CallClock
    private let begun: ContinuousClock.Instant
    /// When the run must be over; nil when nothing limits it.
    let deadline: ContinuousClock.Instant?

    /// Begins to count; of the total only a length is a limit of the run's own.
    init(clock: CallClock, total: TimeLimit, inherited: ContinuousClock.Instant?) {
        self.clock = clock
        begun = clock.now()
        deadline = CallDeadline.earlier(total.duration.map(begun.advanced(by:)), inherited)
    }

    var now: ContinuousClock.Instant { clock.now() }

    /// What is left until the deadline, more than zero; nil when there is none.
    func left() throws(RunFailure) -> Duration? {
        guard let deadline else { return nil }
        let left = now.duration(to: deadline)
        guard left > .zero else { throw passed }
        return left
    }

    /// The failure of a run whose deadline has passed.
    var passed: RunFailure {
        var error = LLMError(.timeout, "the run took longer than it may (limit total); raise TimeLimits.total")
        error.timeout = timeout
        return RunFailure(.deadline, "the run's deadline has passed", cause: error)
    }

    /// A model's failure as the run sees it: when the model ran into the run's deadline, it is the run's.
    func failure(ofModel error: any Error, partial: ChatResponse? = nil) -> RunFailure {
        guard var error = error as? LLMError else {
            return RunFailure(.modelFailed, "a model call failed", cause: error)
        }
        error.partial = error.partial ?? partial
        guard error.timeout?.limit == .total, let deadline, now >= deadline else {
            return RunFailure(.modelFailed, "a model call failed", cause: error)
        }
        error.timeout = timeout
        return RunFailure(.deadline, "the run's deadline has passed", cause: error)
    }

    private var timeout: LLMError.Timeout {
        let value = deadline.map { begun.duration(to: $0) } ?? .zero
        return LLMError.Timeout(limit: .total, value: value, elapsed: begun.duration(to: now))
    }
}
