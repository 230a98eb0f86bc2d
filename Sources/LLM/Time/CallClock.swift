/// Time and chance as a call sees them; tests put in their own.
public struct CallClock: Sendable {
    /// The present.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// Waits; ends early with `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// Waits until an instant; a clock that moves meanwhile is not outwaited, as it could be by a duration.
    package var sleepUntil: @Sendable (ContinuousClock.Instant) async throws -> Void
    /// Chooses a wait between zero and the given one.
    package var jitter: @Sendable (Duration) -> Duration

    /// Makes one of its parts; without `sleepUntil` an instant is waited for by its distance.
    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        sleepUntil: (@Sendable (ContinuousClock.Instant) async throws -> Void)? = nil,
        jitter: @escaping @Sendable (Duration) -> Duration = { $0 * Double.random(in: 0...1) }
    ) {
        self.now = now
        self.sleep = sleep
        self.sleepUntil = sleepUntil ?? { try await sleep(now().duration(to: $0)) }
        self.jitter = jitter
    }

    /// Makes one that tells and awaits another clock's time, such as a test's.
    ///
    /// - Parameter clock: The clock.
    public init<C: Clock>(_ clock: C) where C.Duration == Duration {
        let begun = clock.now
        let base = ContinuousClock.now
        self.init(
            now: { base + begun.duration(to: clock.now) },
            sleep: { try await clock.sleep(until: clock.now.advanced(by: $0), tolerance: nil) },
            sleepUntil: { try await clock.sleep(until: begun.advanced(by: base.duration(to: $0)), tolerance: nil) }
        )
    }

    /// Real time, and full jitter: the spread that keeps many clients from coming back together.
    public static let continuous = CallClock(
        now: { .now },
        sleep: { try await ContinuousClock().sleep(for: $0) },
        sleepUntil: { try await ContinuousClock().sleep(until: $0) }
    )
}
