/// Keeps calls within a rate of requests, a rate of tokens and a number at once; what is too much waits its turn.
///
/// Waiting is fair: first come, first served, and a call that needs much is not overtaken by those that need little. A
/// cancelled task leaves the line at once. A call counts from the moment it starts; a stream starts when its first chunk
/// is asked for. Its place is free again when it is complete, has failed, or its iterator is dropped.
///
/// Tokens are estimated before a call and corrected afterwards by the usage that was reported. A call that needs
/// more than ``Rate/burst`` starts when the bucket is full and leaves a debt, so that the rate holds in the long run.
///
/// It is one object: put the same one before several models, and they share what it allows.
public final class RateLimiter: ModelMiddleware {
    let turnstile: Turnstile
    private let queueLimit: TimeLimit
    private let cooldown: Duration
    private let estimate: @Sendable (ModelCall) -> Int
    private let clock: CallClock

    /// Makes a limiter.
    ///
    /// - Parameters:
    ///   - requests: How many requests may start; attempts count, as far as the model reports them. Nil sets no limit.
    ///   - tokens: How many tokens of both directions may be used. Nil sets no limit.
    ///   - concurrency: How many calls may be under way, at least one. Nil sets no limit.
    ///   - maximumWaiting: How many calls may wait; further ones fail at once. Zero lets nobody wait.
    ///   - queueLimit: How long a call may wait; its own ``TimeLimits/queue`` goes before this one.
    ///     `.inherit` takes 30 s.
    ///   - cooldown: How long nobody starts after an answer of ``LLMError/Code/rateLimited`` that has no
    ///     ``LLMError/retryAfter``. Zero goes on.
    ///   - estimate: How many tokens a call will use; below zero counts as zero.
    ///   - clock: The time by which it waits.
    /// - Throws: ``LLMError/Code/configuration`` for a limit that is below one, or too large.
    public init(
        requests: Rate? = nil,
        tokens: Rate? = nil,
        concurrency: Int? = nil,
        maximumWaiting: Int = 1000,
        queueLimit: TimeLimit = .seconds(30),
        cooldown: Duration = .seconds(1),
        estimate: @escaping @Sendable (ModelCall) -> Int = RateLimiter.estimatedTokens,
        clock: CallClock = .continuous
    ) throws(LLMError) {
        let limits = Limits(
            requests: requests, tokens: tokens, concurrency: concurrency, maximumWaiting: maximumWaiting)
        try limits.validate()
        self.turnstile = Turnstile(limits, clock: clock)
        self.queueLimit = queueLimit.or(.seconds(30))
        self.cooldown = cooldown
        self.estimate = estimate
        self.clock = clock
    }

    /// How many calls run and wait now.
    public var load: Load { turnstile.load }

    /// Ends a pause that a server has asked for, before its time.
    public func resume() { turnstile.resume() }

    /// Waits for the call's turn and calls on.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: ``LLMError/Code/timeout`` with the limit `queue` when the wait was too long,
    ///   ``LLMError/Code/rateLimited`` when too many wait or a pause is longer than the wait may be, and what the call
    ///   fails with. The first three have a ``CallRefusal`` as their cause, and nothing was sent.
    public func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        try await respond(to: call, next: next) { try await self.admit(&$0) }
    }

    private func admit(_ call: inout ModelCall) async throws -> Permit {
        try Task.checkCancellation()
        let tokens = max(0, estimate(call))
        let patience = Patience(call.options.limits, queueLimit: queueLimit, at: clock.now())
        let outcome = await turnstile.enter(tokens: tokens, until: patience.deadline)
        let waited = patience.begin.duration(to: clock.now())
        guard outcome == .admitted else { throw patience.failure(outcome, after: waited) }
        do {
            try Task.checkCancellation()
            try patience.shorten(&call.options.limits, by: waited)
        } catch {
            turnstile.exit(requests: -1, tokens: -tokens)
            throw error
        }
        return Permit(turnstile, tokens: tokens, cooldown: cooldown)
    }
}

extension RateLimiter {
    /// What a limiter is doing.
    public struct Load: Hashable, Sendable {
        /// How many calls have started and are not over.
        public var running: Int
        /// How many calls wait.
        public var waiting: Int
        /// How long nobody starts, because a server has asked for it.
        ///
        /// Nil when there is no pause.
        public var pause: Duration?
    }
}
