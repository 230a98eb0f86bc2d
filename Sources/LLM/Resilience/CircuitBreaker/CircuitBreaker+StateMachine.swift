extension CircuitBreaker {
    /// What is known of a service, and who may call it; a value without a clock.
    struct StateMachine {
        private enum Phase {
            /// Everybody calls.
            ///
            /// Next: open.
            case closed(Window)
            /// Nobody calls before the instant.
            ///
            /// Next: half open; closed and open by hand.
            case open(until: ContinuousClock.Instant)
            /// One call may probe the service, or does.
            ///
            /// Next: closed, open.
            case halfOpen(isProbing: Bool)
        }

        private let trip: Trip
        private var phase: Phase
        /// Counts the changes of phase: what a call of an earlier phase ends in says nothing about this one.
        private var era = 0

        init(_ trip: Trip) {
            self.trip = trip
            phase = .closed(CircuitBreaker.Window(trip))
        }
    }

    /// What a call was let through with.
    struct Ticket: Hashable, Sendable {
        fileprivate let era: Int
        fileprivate let isProbe: Bool
    }
}

extension CircuitBreaker.StateMachine {
    /// The state that an event led to.
    var enteredState: CircuitBreaker.State {
        switch phase {
        case .closed: .closed
        case .open: .open
        case .halfOpen: .halfOpen
        }
    }

    /// The state; time alone makes an open circuit half open.
    func state(at now: ContinuousClock.Instant) -> CircuitBreaker.State {
        if case .open(let end) = phase, end <= now { .halfOpen } else { enteredState }
    }

    enum Arrival: Hashable, Sendable {
        case pass(CircuitBreaker.Ticket)
        /// So long nobody is let through; nil while a probe is under way.
        case refuse(Duration?)
    }

    /// A call wants to go through.
    mutating func arrived(at now: ContinuousClock.Instant) -> Arrival {
        switch phase {
        case .closed:
            return .pass(CircuitBreaker.Ticket(era: era, isProbe: false))
        case .open(let end) where end > now:
            return .refuse(now.duration(to: end))
        case .halfOpen(isProbing: true):
            return .refuse(nil)
        case .open:
            enter(.halfOpen(isProbing: true))
        case .halfOpen(isProbing: false):
            phase = .halfOpen(isProbing: true)
        }
        return .pass(CircuitBreaker.Ticket(era: era, isProbe: true))
    }

    /// The service has begun to answer a probe, which is all it was asked for: the circuit closes, and from here on
    /// the call is one like any other.
    mutating func probeAnswered(_ ticket: CircuitBreaker.Ticket) -> CircuitBreaker.Ticket {
        guard ticket.isProbe, ticket.era == era else { return ticket }
        close()
        return CircuitBreaker.Ticket(era: era, isProbe: false)
    }

    /// A call has succeeded.
    mutating func succeeded(_ ticket: CircuitBreaker.Ticket, at now: ContinuousClock.Instant) {
        guard ticket.era == era else { return }
        if ticket.isProbe { close() } else { record(failure: false, until: now, at: now) }
    }

    /// A call has failed in a way that speaks of the service; if the circuit opens, then until the instant.
    mutating func failed(
        _ ticket: CircuitBreaker.Ticket, until end: ContinuousClock.Instant, at now: ContinuousClock.Instant
    ) {
        guard ticket.era == era else { return }
        if ticket.isProbe { enter(.open(until: end)) } else { record(failure: true, until: end, at: now) }
    }

    /// A call has ended in a way that says nothing about the service: another one may probe it.
    mutating func left(_ ticket: CircuitBreaker.Ticket) {
        guard ticket.era == era, ticket.isProbe else { return }
        phase = .halfOpen(isProbing: false)
    }

    /// Opens by hand.
    mutating func tripped(until end: ContinuousClock.Instant) { enter(.open(until: end)) }

    /// Closes and forgets.
    mutating func close() { enter(.closed(CircuitBreaker.Window(trip))) }

    private mutating func record(
        failure: Bool, until end: ContinuousClock.Instant, at now: ContinuousClock.Instant
    ) {
        guard case .closed(var window) = phase else { return }
        window.add(failure: failure, at: now)
        if window.isFull { enter(.open(until: end)) } else { phase = .closed(window) }
    }

    private mutating func enter(_ phase: Phase) {
        self.phase = phase
        era += 1
    }
}
