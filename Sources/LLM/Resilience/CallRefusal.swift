/// Why a middleware refused a call itself: the ``LLMError/cause`` of an error that no server has sent.
///
/// Nothing was sent for a refused call.
@nonexhaustive
public enum CallRefusal: Error, Hashable, Sendable {
    /// A ``CircuitBreaker`` is open, or its probe is under way.
    case circuitOpen
    /// As many calls wait at a ``RateLimiter`` as may wait.
    case queueFull
    /// A ``RateLimiter`` had no room within the time that a call may wait.
    case waitTooLong
    /// A server has asked a ``RateLimiter`` for a pause that is longer than a call may wait.
    case paused
}

extension LLMError {
    /// Whether the failure came before anything was sent.
    var isBeforeSending: Bool { code == .connect || code == .configuration || cause is CallRefusal }
}
