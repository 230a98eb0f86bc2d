/// The instant by which every model call that a task makes must be over.
///
/// It is inherited by child tasks and by `Task { … }`, so that what is called from within a tool ends with the run that
/// called the tool. A model takes the earlier of it and of the call's own ``TimeLimits/total``.
public enum CallDeadline {
    /// The deadline that holds in this task.
    ///
    /// Nil when there is none.
    @TaskLocal public static var current: ContinuousClock.Instant?

    /// Runs an operation whose model calls must be over at an instant, or earlier where a deadline holds already.
    ///
    /// The operation itself is not ended; what it does besides calling models is its own to limit.
    ///
    /// - Parameters:
    ///   - instant: The deadline. Nil leaves what holds already.
    ///   - operation: What calls models.
    /// - Returns: What the operation returns.
    /// - Throws: What the operation throws.
    public static func ending<Value>(
        at instant: ContinuousClock.Instant?, _ operation: () async throws -> Value
    ) async rethrows -> Value {
        try await $current.withValue(earlier(instant, current)) { try await operation() }
    }

    /// The earlier of two deadlines; nil is none.
    package static func earlier(
        _ one: ContinuousClock.Instant?, _ other: ContinuousClock.Instant?
    ) -> ContinuousClock.Instant? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }
}
