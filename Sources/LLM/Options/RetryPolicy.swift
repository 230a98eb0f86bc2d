/// How often and how patiently a failed call is tried again.
///
/// Only failures that can heal are repeated, never after the first content was received, and never beyond the
/// call's ``TimeLimits/total`` limit.
public struct RetryPolicy: Hashable, Sendable {
    /// The most further attempts after the first.
    ///
    /// Zero never retries.
    public var maximumRetries: Int
    /// The wait before the first retry; it doubles with each one.
    ///
    /// The real wait is random between zero and this.
    public var initialDelay: Duration
    /// The longest wait of our own.
    public var maximumDelay: Duration
    /// The longest wait that a server may ask for; a longer hint fails the call at once and is reported.
    public var maximumServerDelay: Duration

    /// Makes a policy.
    ///
    /// - Parameters:
    ///   - maximumRetries: The most further attempts after the first.
    ///   - initialDelay: The wait before the first retry.
    ///   - maximumDelay: The longest wait of our own.
    ///   - maximumServerDelay: The longest wait that a server may ask for.
    public init(
        maximumRetries: Int = 2,
        initialDelay: Duration = .milliseconds(500),
        maximumDelay: Duration = .seconds(8),
        maximumServerDelay: Duration = .seconds(60)
    ) {
        self.maximumRetries = maximumRetries
        self.initialDelay = initialDelay
        self.maximumDelay = maximumDelay
        self.maximumServerDelay = maximumServerDelay
    }

    /// One attempt only.
    public static let never = RetryPolicy(maximumRetries: 0)
}
