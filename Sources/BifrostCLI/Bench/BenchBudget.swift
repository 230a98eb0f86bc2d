import LLM
import Synchronization

/// Tells whether a further call is to be made.
final class BenchBudget: Sendable {
    private struct State {
        var taken = 0
        var measured = 0
    }

    /// Calls before it do not count.
    let start: ContinuousClock.Instant
    /// No call begins later; nil when only the number counts.
    let end: ContinuousClock.Instant?
    private let maximumCalls: Int?
    private let stop: StopSignal
    private let state = Mutex(State())

    /// - Parameters:
    ///   - now: When the test begins, with its warm-up.
    ///   - warmUp: How long calls do not count.
    ///   - duration: How long calls are begun after that; nil has no limit.
    ///   - maximumCalls: How many calls count at most; nil has no limit.
    ///   - stop: When it is given, no more calls are made.
    init(
        now: ContinuousClock.Instant, warmUp: Duration, duration: Duration?, maximumCalls: Int?, stop: StopSignal
    ) {
        start = now.advanced(by: warmUp)
        end = duration.map(start.advanced)
        self.maximumCalls = maximumCalls
        self.stop = stop
    }

    /// The number of a call that is meant to begin at an instant, from zero; nil when there are to be no more.
    func take(at instant: ContinuousClock.Instant) -> Int? {
        guard !stop.isGiven, end.map({ instant < $0 }) ?? true else { return nil }
        return state.withLock { state in
            if instant >= start {
                if let maximumCalls, state.measured >= maximumCalls { return nil }
                state.measured += 1
            }
            defer { state.taken += 1 }
            return state.taken
        }
    }
}
