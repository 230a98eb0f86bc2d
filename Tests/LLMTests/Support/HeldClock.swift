import LLM
import Synchronization
import TestSupport

/// Time that moves only when the test says so.
final class HeldClock: Clock {
    typealias Instant = ContinuousClock.Instant

    private struct Sleeper {
        let end: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = ContinuousClock.now
        var sleepers: [Int: Sleeper] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let sleeps = Mailslot<Duration>()

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }

    /// How many sleep now.
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The clock of a call, by which the same instants are told.
    var callClock: CallClock {
        CallClock(now: { self.now }, sleep: { try await self.sleep(until: self.now + $0, tolerance: nil) })
    }

    /// Waits until somebody has begun to sleep, or would have but for being cancelled; returns for how long.
    @discardableResult
    func nextSleep() async throws -> Duration { try await sleeps.take() }

    /// Moves the time on and wakes whose time has come.
    func advance(by duration: Duration) {
        let awake = state.withLock { state in
            state.now += duration
            let awake = state.sleepers.filter { $0.value.end <= state.now }
            for id in awake.keys { state.sleepers[id] = nil }
            return awake.values.sorted { $0.end < $1.end }
        }
        for sleeper in awake { sleeper.continuation.resume() }
    }

    /// Moves the time on and wakes nobody, as when whoever sleeps gets no processor yet.
    func pass(_ duration: Duration) { state.withLock { $0.now += duration } }

    func sleep(until end: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    // Told of in any case: whether a sleep begins before it is cancelled is chance.
                    sleeps.put(state.now.duration(to: end))
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if end <= state.now { return .success(()) }
                    state.sleepers[id] = Sleeper(end: end, continuation: continuation)
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }
}
