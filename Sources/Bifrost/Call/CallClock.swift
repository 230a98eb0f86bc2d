/// Time and chance as a call sees them; tests put in their own.
package struct CallClock: Sendable {
    /// The present.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// Waits; ends early with `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// Chooses a wait between zero and the given one.
    package var jitter: @Sendable (Duration) -> Duration

    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        jitter: @escaping @Sendable (Duration) -> Duration
    ) {
        self.now = now
        self.sleep = sleep
        self.jitter = jitter
    }

    /// Real time, and full jitter: the spread that keeps many clients from coming back together.
    package static let continuous = CallClock(
        now: { .now },
        sleep: { try await ContinuousClock().sleep(for: $0) },
        jitter: { $0 * Double.random(in: 0...1) }
    )
}
