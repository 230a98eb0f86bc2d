/// Stops calling a service that fails, and tries it again after a while with a single call.
///
/// It is closed at first: calls go through. When ``Trip`` says so it opens, and calls fail at once with
/// ``LLMError/Code/overloaded``, before anything is sent. After a time it is half open: one call goes through as a probe,
/// and others still fail at once. If the probe succeeds the circuit is closed, if it fails it is open again; when it
/// is cancelled or left, the next call is the probe.
///
/// Only failures that speak of the service count (``speaksOfService(_:)``). A stream has succeeded when it is complete,
/// or is left after its first content; it has failed when it fails, also in the middle. A probe that is streamed closes
/// the circuit with its first content, so that nobody waits for its end.
///
/// It is one object: put the same one before all models of a service.
public final class CircuitBreaker: ModelMiddleware {
    /// The name of the service, for messages.
    public let name: String
    private let openTime: Duration
    private let spread: Duration
    private let counts: @Sendable (LLMError) -> Bool
    private let clock: CallClock
    private let circuit: Circuit

    /// Makes a circuit breaker, closed.
    ///
    /// - Parameters:
    ///   - name: The name of the service, for messages.
    ///   - trip: When it opens.
    ///   - openTime: How long it stays open, more than zero; longer when the last failure had a longer
    ///     ``LLMError/retryAfter``.
    ///   - spread: Up to so much is added to that time by chance, so that many processes do not probe together. Zero adds
    ///     nothing.
    ///   - counts: Whether a failure counts.
    ///   - clock: The time by which it opens and closes.
    ///   - onChange: Told of each change of state, in order and one at a time, by the task that caused it; an open circuit
    ///     is half open for it when a call goes through as a probe.
    /// - Throws: ``LLMError/Code/configuration`` for a number or a time that is not above zero, and for a rule that can
    ///   never be met.
    public init(
        _ name: String = "model",
        trip: Trip = Trip(),
        openTime: Duration = .seconds(30),
        spread: Duration = .zero,
        counts: @escaping @Sendable (LLMError) -> Bool = CircuitBreaker.speaksOfService,
        clock: CallClock = .continuous,
        onChange: @escaping @Sendable (State) -> Void = { _ in }
    ) throws(LLMError) {
        guard trip.failures > 0, trip.failures...10_000 ~= trip.calls, trip.age > .zero else {
            throw LLMError(
                .configuration,
                "a circuit breaker's trip needs a failure, as many calls or more, 10000 at most, and an age above zero")
        }
        guard openTime > .zero, spread >= .zero else {
            throw LLMError(.configuration, "a circuit breaker's openTime must be above zero, its spread not below")
        }
        self.name = name
        self.openTime = openTime
        self.spread = spread
        self.counts = counts
        self.clock = clock
        circuit = Circuit(trip, onChange: onChange)
    }

    /// The state now.
    public var state: State { circuit.state(at: clock.now()) }

    /// Opens the circuit by hand.
    ///
    /// - Parameter time: How long it stays open. Nil takes the usual time.
    public func trip(for time: Duration? = nil) {
        let now = clock.now()
        circuit.update(at: now) { [end = now.advanced(by: time ?? drawnOpenTime)] in $0.tripped(until: end) }
    }

    /// Closes the circuit by hand and forgets what was counted.
    public func reset() { circuit.update(at: clock.now()) { $0.close() } }

    /// Calls on, or refuses the call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: ``LLMError/Code/overloaded`` with ``CallRefusal/circuitOpen`` as its cause when the call is refused, and
    ///   what the call fails with.
    public func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        try await respond(to: call, next: next) { _ in try self.admit() }
    }

    private var drawnOpenTime: Duration { openTime + (spread > .zero ? clock.jitter(spread) : .zero) }

    private func admit() throws -> Passage {
        try Task.checkCancellation()
        let now = clock.now()
        switch circuit.update(at: now, { $0.arrived(at: now) }) {
        case .pass(let ticket): return Passage(self, ticket)
        case .refuse(let time): throw refusal(time)
        }
    }

    private func refusal(_ time: Duration?) -> LLMError {
        let state = time.map { "open for another \($0)" } ?? "half open, and its probe is under way"
        var error = LLMError(
            .overloaded, "the circuit of \"\(name)\" is \(state); nothing was sent", cause: CallRefusal.circuitOpen)
        error.retryAfter = time
        return error
    }
}

// MARK: What calls report

extension CircuitBreaker {
    func probeAnswered(_ ticket: Ticket) -> Ticket { circuit.update(at: clock.now()) { $0.probeAnswered(ticket) } }

    func ended(_ ticket: Ticket, with error: (any Error)?) {
        let now = clock.now()
        switch Verdict(error, counts: counts) {
        case .works:
            circuit.update(at: now) { $0.succeeded(ticket, at: now) }
        case .fails:
            let time = max(drawnOpenTime, (error as? LLMError)?.retryAfter ?? .zero)
            circuit.update(at: now) { $0.failed(ticket, until: now.advanced(by: time), at: now) }
        case .nothing:
            circuit.update(at: now) { $0.left(ticket) }
        }
    }

    /// A call was left: what it has shown counts.
    func left(_ ticket: Ticket, afterContent: Bool) {
        let now = clock.now()
        circuit.update(at: now) { afterContent ? $0.succeeded(ticket, at: now) : $0.left(ticket) }
    }
}
