private import Synchronization

extension RateLimiter {
    /// Where calls wait: the state machine behind a lock, the waiting tasks, and one timer for all of them.
    ///
    /// The lock is held for the state machine alone; tasks are resumed and timers cancelled outside it.
    final class Turnstile: Sendable {
        private struct State {
            var machine: StateMachine<CheckedContinuation<WaitOutcome, Never>>
            var timer: Timer?
        }

        /// The one task that waits for time to pass.
        private struct Timer {
            let instant: Instant
            let task: Task<Void, Never>
        }

        private let clock: CallClock
        private let state: Mutex<State>
        private let lastID = Atomic<UInt64>(0)

        init(_ limits: Limits, clock: CallClock) {
            self.clock = clock
            state = Mutex(State(machine: StateMachine(limits, at: clock.now())))
        }
    }
}

// MARK: Calls

extension RateLimiter.Turnstile {
    /// Waits for the turn of a call that will use so many tokens.
    func enter(tokens: Int, until deadline: RateLimiter.Instant?) async -> RateLimiter.WaitOutcome {
        let id = lastID.wrappingAdd(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome = update { machine, now in
                    machine.arrived(continuation, as: id, tokens: tokens, until: deadline, at: now)
                }
                if let outcome { continuation.resume(returning: outcome) }
                // A cancellation that came before the arrival has found nobody.
                if Task.isCancelled { leave(id) }
            }
        } onCancel: {
            leave(id)
        }
    }

    private func leave(_ id: UInt64) {
        update { machine, _ in machine.left(id) }?.resume(returning: .cancelled)
    }

    /// A call is over that used so many more requests and tokens than were counted, or fewer.
    func exit(requests: Int, tokens: Int) {
        update { machine, now in machine.ended(requests: requests, tokens: tokens, at: now) }
    }

    func pause(for duration: Duration) {
        update { machine, now in machine.paused(until: now.advanced(by: duration)) }
    }

    func resume() { update { machine, _ in machine.resumed() } }

    var load: RateLimiter.Load {
        let now = clock.now()
        return state.withLock { state in
            RateLimiter.Load(
                running: state.machine.running, waiting: state.machine.waiting, pause: state.machine.pause(at: now))
        }
    }
}

// MARK: The lock and the timer

extension RateLimiter.Turnstile {
    private typealias Machine = RateLimiter.StateMachine<CheckedContinuation<RateLimiter.WaitOutcome, Never>>

    @discardableResult
    private func update<Result: Sendable>(
        _ event: (inout Machine, RateLimiter.Instant) -> Result
    ) -> Result {
        let now = clock.now()
        let (result, settled, outdated) = state.withLock { state in
            let result = event(&state.machine, now)
            let settled = state.machine.settle(at: now)
            return (result, settled, setTimer(&state))
        }
        outdated?.cancel()
        for (continuation, outcome) in settled { continuation.resume(returning: outcome) }
        return result
    }

    /// Sees to it that a timer waits for the next instant that matters, and for no other; returns one to be cancelled.
    private func setTimer(_ state: inout State) -> Task<Void, Never>? {
        let wake = state.machine.nextWake
        guard wake != state.timer?.instant else { return nil }
        let outdated = state.timer?.task
        // Unstructured: it serves whoever waits, not the call that happens to set it.
        state.timer = wake.map { instant in
            Timer(instant: instant, task: Task.detached { await self.wait(for: instant) })
        }
        return outdated
    }

    private func wait(for instant: RateLimiter.Instant) async {
        do {
            try await clock.sleepUntil(instant)
        } catch {
            // Another timer has taken its place.
            return
        }
        state.withLock { if $0.timer?.instant == instant { $0.timer = nil } }
        update { _, _ in }
    }
}
