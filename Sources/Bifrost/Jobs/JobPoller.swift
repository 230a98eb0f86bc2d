internal import LLM

/// Asks for a job until it is finished.
struct JobPoller {
    let polling: JobPolling
    let clock: CallClock

    /// Asks again and again, with growing waits.
    ///
    /// - Parameter ask: Asks once; it gets how much time is left.
    /// - Returns: The answer that says that the job is finished.
    /// - Throws: What asking throws, or ``LLMError/Code/timeout``.
    func finished(_ ask: (_ timeLeft: Duration?) async throws -> JobAnswer) async throws -> JobAnswer {
        let start = clock.now()
        var delay = polling.initialDelay
        while true {
            let answer = try await answer(ask, since: start)
            if answer.status.isFinished { return answer }
            try await clock.sleep(min(delay, try timeLeft(since: start) ?? delay))
            delay = min(delay * polling.factor, polling.maximumDelay)
        }
    }

    private func answer(
        _ ask: (_ timeLeft: Duration?) async throws -> JobAnswer, since start: ContinuousClock.Instant
    ) async throws -> JobAnswer {
        do {
            return try await ask(try timeLeft(since: start))
        } catch let error as LLMError where error.timeout?.limit == .total {
            // The question had all the time that was left: say whose limit it was.
            _ = try timeLeft(since: start)
            throw error
        }
    }

    private func timeLeft(since start: ContinuousClock.Instant) throws(LLMError) -> Duration? {
        guard let total = polling.total else { return nil }
        let elapsed = start.duration(to: clock.now())
        guard elapsed < total else {
            var error = LLMError(
                .timeout, "the job was not done within \(total); raise JobPolling.total, or ask again later")
            error.timeout = LLMError.Timeout(limit: .total, value: total, elapsed: elapsed)
            throw error
        }
        return total - elapsed
    }
}

extension JobPolling {
    /// Finds what would never end, or never wait.
    func validate() throws(LLMError) {
        let isRight = initialDelay > .zero && maximumDelay >= initialDelay && factor >= 1 && factor.isFinite
        guard isRight else {
            throw LLMError(
                .configuration,
                "JobPolling: initialDelay must be more than zero, factor at least 1, and maximumDelay "
                    + "no less than initialDelay")
        }
        guard total ?? .seconds(1) > .zero else {
            throw LLMError(.configuration, "JobPolling.total must be more than zero; nil sets no limit")
        }
    }
}
