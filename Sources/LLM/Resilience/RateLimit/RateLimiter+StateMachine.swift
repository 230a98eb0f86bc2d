extension RateLimiter {
    typealias Instant = ContinuousClock.Instant

    /// How a wait ends.
    enum WaitOutcome: Hashable, Sendable {
        /// The call may start.
        case admitted
        /// The line is as long as it may be.
        case lineFull
        /// The time to wait is over.
        case expired
        /// A pause lasts longer than the call may wait; so long from now.
        case paused(Duration)
        /// The task was cancelled.
        case cancelled
    }

    /// Who may start now, who waits and for what; a value without a clock.
    ///
    /// Events change what is known; ``settle(at:)`` after each of them tells whose wait is over.
    struct StateMachine<Member> {
        private struct Waiter {
            let member: Member
            let tokens: Int
            let deadline: Instant?
        }

        /// A member whose wait is over.
        typealias Settled = (member: Member, outcome: WaitOutcome)

        private let concurrency: Int
        private let maximumWaiting: Int
        private var requests: Bucket?
        private var tokens: Bucket?
        private var line = WaitingLine<Waiter>()
        /// No waiter's deadline is earlier; one that has left may have been the soonest.
        private var soonestDeadline: Instant?
        /// Before this nobody starts.
        private var pauseEnd: Instant?
        /// Calls that have started and are not over.
        private(set) var running = 0

        init(_ limits: Limits, at now: Instant) {
            concurrency = limits.concurrency ?? .max
            maximumWaiting = limits.maximumWaiting
            requests = limits.requests.map { Bucket($0, at: now) }
            tokens = limits.tokens.map { Bucket($0, at: now) }
        }

        var waiting: Int { line.count }

        /// How long nobody starts from now on.
        func pause(at now: Instant) -> Duration? {
            pauseEnd.flatMap { $0 > now ? now.duration(to: $0) : nil }
        }
    }
}

// MARK: What happens

extension RateLimiter.StateMachine {
    /// A call has come that will use so many tokens; returns how its wait ends, or nil when it waits.
    mutating func arrived(
        _ member: Member, as id: UInt64, tokens: Int, until deadline: RateLimiter.Instant?, at now: RateLimiter.Instant
    ) -> RateLimiter.WaitOutcome? {
        if line.count == 0, mayStart(tokens, at: now) {
            start(tokens, at: now)
            return .admitted
        }
        guard line.count < maximumWaiting else { return pause(at: now).map { .paused($0) } ?? .lineFull }
        line.append(Waiter(member: member, tokens: tokens, deadline: deadline), as: id)
        soonestDeadline = [soonestDeadline, deadline].compactMap { $0 }.min()
        return nil
    }

    /// A waiting call was cancelled; nil when it does not wait any more.
    mutating func left(_ id: UInt64) -> Member? { line.remove(id)?.member }

    /// A call that had started is over; it used so many more requests and tokens than were counted, or fewer.
    mutating func ended(requests moreRequests: Int, tokens moreTokens: Int, at now: RateLimiter.Instant) {
        running -= 1
        requests?.correct(by: moreRequests, at: now)
        tokens?.correct(by: moreTokens, at: now)
    }

    /// A server has asked for a pause; the longest one counts.
    mutating func paused(until end: RateLimiter.Instant) { pauseEnd = max(pauseEnd ?? end, end) }

    /// The pause is over, whatever the server said.
    mutating func resumed() { pauseEnd = nil }
}

// MARK: What follows

extension RateLimiter.StateMachine {
    /// Ends the waits that are over, in order.
    mutating func settle(at now: RateLimiter.Instant) -> [Settled] {
        var settled = admit(at: now)
        let expired = expire(at: now)
        // Another head may need less than the one that has gone.
        if !expired.isEmpty { settled += admit(at: now) }
        return expired + settled
    }

    /// When something is to be settled though nothing happens; nil when nothing will be.
    var nextWake: RateLimiter.Instant? {
        guard let head = line.head?.element else { return nil }
        let admission = running < concurrency ? readiness(for: head.tokens) : nil
        return [admission, soonestDeadline].compactMap { $0 }.min()
    }

    private mutating func admit(at now: RateLimiter.Instant) -> [Settled] {
        var admitted: [Settled] = []
        while let (id, waiter) = line.head, mayStart(waiter.tokens, at: now) {
            _ = line.remove(id)
            start(waiter.tokens, at: now)
            admitted.append((waiter.member, .admitted))
        }
        return admitted
    }

    private mutating func expire(at now: RateLimiter.Instant) -> [Settled] {
        guard line.count > 0, let soonestDeadline, soonestDeadline <= now || soonestDeadline < pauseEnd ?? now else {
            return []
        }
        var expired: [Settled] = []
        var soonest: RateLimiter.Instant?
        for (id, waiter) in line.all {
            guard let deadline = waiter.deadline else { continue }
            if let outcome = ending(deadline, at: now) {
                _ = line.remove(id)
                expired.append((waiter.member, outcome))
            } else {
                soonest = min(soonest ?? deadline, deadline)
            }
        }
        self.soonestDeadline = soonest
        return expired
    }

    /// Why a wait with this deadline is over; nil while it goes on.
    private func ending(_ deadline: RateLimiter.Instant, at now: RateLimiter.Instant) -> RateLimiter.WaitOutcome? {
        if let pauseEnd, pauseEnd > now, deadline < pauseEnd { return .paused(now.duration(to: pauseEnd)) }
        return deadline <= now ? .expired : nil
    }

    private func mayStart(_ tokens: Int, at now: RateLimiter.Instant) -> Bool {
        guard running < concurrency else { return false }
        return readiness(for: tokens).map { $0 <= now } ?? true
    }

    /// When time alone allows a call of so many tokens; nil when there is nothing that time brings.
    private func readiness(for tokens: Int) -> RateLimiter.Instant? {
        [requests?.readiness(for: 1), self.tokens?.readiness(for: tokens), pauseEnd].compactMap { $0 }.max()
    }

    private mutating func start(_ tokens: Int, at now: RateLimiter.Instant) {
        running += 1
        requests?.take(1, at: now)
        self.tokens?.take(tokens, at: now)
    }
}
