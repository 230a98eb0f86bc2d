private import Synchronization

/// A clock that stands still until somebody sleeps on it: a sleep ends at once and moves the time on.
public final class ManualClock: Clock {
    /// The same instants as `ContinuousClock`, so that deadlines can be given to what measures with that one.
    public typealias Instant = ContinuousClock.Instant

    private struct State {
        var now = ContinuousClock.now
        var sleeps: [Duration] = []
    }

    private let state = Mutex(State())
    private let beforeSleep: @Sendable () -> Void

    /// Makes a clock.
    ///
    /// - Parameter beforeSleep: Called in the sleeping task before each sleep.
    public init(beforeSleep: @escaping @Sendable () -> Void = {}) { self.beforeSleep = beforeSleep }

    /// The present.
    public var now: Instant { state.withLock { $0.now } }

    /// The smallest step.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// The sleeps so far, in order.
    public var sleeps: [Duration] { state.withLock { $0.sleeps } }

    /// Moves the time on.
    public func advance(by duration: Duration) { state.withLock { $0.now += duration } }

    /// Notes the sleep and moves the time on; ends with `CancellationError` in a cancelled task.
    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        beforeSleep()
        try Task.checkCancellation()
        state.withLock { state in
            state.sleeps.append(state.now.duration(to: deadline))
            state.now = max(state.now, deadline)
        }
    }
}
