import LLM
import Synchronization
import TestSupport

/// Time that moves only when the test says so; who sleeps is woken when the sleep's end is reached.
final class HeldClock: Sendable {
    private struct Sleeper {
        let end: ContinuousClock.Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = ContinuousClock.now
        var sleepers: [Int: Sleeper] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    private let sleeps = Mailslot<Duration>()

    var now: ContinuousClock.Instant { state.withLock { $0.now } }

    /// How many sleep now.
    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    var callClock: CallClock { CallClock(now: { self.now }, sleep: { try await self.sleep($0) }) }

    /// Waits until somebody has begun to sleep, or would have but for being cancelled; returns for how long.
    @discardableResult
    func nextSleep() async throws -> Duration { try await sleeps.take() }

    /// Moves the time on and wakes whose time has come.
    func advance(by duration: Duration) {
        let awake = state.withLock { state in
            state.now += duration
            let awake = state.sleepers.filter { $0.value.end <= state.now }
            for id in awake.keys { state.sleepers[id] = nil }
            return awake.values
        }
        for sleeper in awake { sleeper.continuation.resume() }
    }

    private func sleep(_ duration: Duration) async throws {
        let id = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    if Task.isCancelled { return true }
                    state.sleepers[id] = Sleeper(end: state.now + duration, continuation: continuation)
                    return false
                }
                // Told of in either case: whether a sleep begins before it is cancelled is chance.
                sleeps.put(duration)
                if isCancelled { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }
}
