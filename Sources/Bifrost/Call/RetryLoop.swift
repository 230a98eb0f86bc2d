import LLM

/// The one place where a failed call is tried again.
struct RetryLoop: Sendable {
    let call: GatewayCall
    let deadline: ContinuousClock.Instant?

    private var policy: RetryPolicy { call.service.config.retries }
    private var clock: CallClock { call.clock }

    /// Makes attempts, numbered from 1, until one succeeds or no further one is allowed.
    ///
    /// What an attempt throws besides ``LLMError``, such as a cancellation, ends the call.
    func run(_ attempt: (_ number: Int) async throws -> Void) async throws {
        var failures: [LLMError.Attempt] = []
        while true {
            do {
                return try await attempt(failures.count + 1)
            } catch {
                try await clock.sleep(wait(after: error, &failures))
            }
        }
    }

    /// Returns the wait before the next attempt, and throws when there must be none.
    ///
    /// A function of its own, since whatever an asynchronous function touches stays in its task's memory, and thousands
    /// of tasks wait in the call above.
    @inline(never)
    private func wait(after failure: any Error, _ failures: inout [LLMError.Attempt]) throws -> Duration {
        if let failure = failure as? FinalFailure { throw failure.error.following(failures) }
        guard let error = failure as? LLMError else { throw failure }
        guard let delay = delay(after: error, retry: failures.count) else { throw error.following(failures) }
        let attempt = LLMError.Attempt(code: error.code, message: error.message, status: error.status)
        failures.append(attempt)
        AttemptObservation.current?.willRetry(after: attempt, attempt: failures.count, wait: delay)
        return delay
    }

    /// The wait before the next attempt; nil when there must be none.
    private func delay(after error: LLMError, retry: Int) -> Duration? {
        guard retry < policy.maximumRetries, error.mayBeRepeated(call.repetition) else { return nil }
        let delay = error.retryAfter ?? clock.jitter(backoff(retry))
        // A server's word is obeyed or reported, never shortened: coming back early only adds to its load.
        if let hint = error.retryAfter, hint > policy.maximumServerDelay { return nil }
        if let deadline, clock.now().advanced(by: delay) >= deadline { return nil }
        return delay
    }

    private func backoff(_ retry: Int) -> Duration {
        min(policy.maximumDelay, policy.initialDelay * (1 << min(retry, 30)))
    }
}

/// A failure after a part of the answer was received; it is never repeated.
struct FinalFailure: Error {
    let error: LLMError
}

extension LLMError {
    /// Server errors that come and go; others, such as 501, stay as they are.
    private static let passingStatuses: Set<Int> = [500, 502, 503, 504, 529]

    /// Whether a new attempt may be made without asking the caller, provided that nothing was received.
    fileprivate func mayBeRepeated(_ repetition: EndpointRequest.Repetition) -> Bool {
        switch repetition {
        case .whenPassing: mayPass
        case .whenUnsent: mayPass && isUnsent
        case .whenNotExecuted: mayPass && (isUnsent || isRefusal)
        case .never: false
        }
    }

    private var isUnsent: Bool { code == .connect || timeout?.limit == .connect }

    /// A 503 alone does not tell: a proxy answers so for a server that was lost in the middle of its work.
    private var isRefusal: Bool { status == 429 || status == 503 && retryAfter != nil }

    private var mayPass: Bool {
        guard isRetryable else { return false }
        // A server that was silent once for the whole limit would only multiply the wait.
        if let timeout { return timeout.limit == .connect }
        guard let status, status >= 500, code == .server || code == .timeout else { return true }
        return Self.passingStatuses.contains(status) || serverAsksForRetry
    }

    private var serverAsksForRetry: Bool {
        let field = metadata?.headers.first { $0.name.lowercased() == "x-should-retry" }
        return field?.value.lowercased() == "true"
    }

    fileprivate func following(_ failures: [Attempt]) -> LLMError {
        var error = self
        error.previousAttempts = failures
        return error
    }
}
