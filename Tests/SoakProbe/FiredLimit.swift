import HTTPTransport
import LLM

/// A limit that ended a call, and how long was really waited.
struct FiredLimit: CustomStringConvertible {
    let limit: LLMError.Timeout.Limit
    let value: Duration
    /// How long was waited, from when the wait can have begun at the earliest, as far as the call itself knows it.
    private let longest: Duration
    /// The same from when it can have begun at the latest.
    private let shortest: Duration
    /// How much later than the transport the caller knew: its task waits for its turn among thousands.
    ///
    /// Zero for a limit that no transport watches over: only its caller knows when it fired.
    let unheard: Duration

    /// Nil when no limit fired, such as for a 504.
    init?(_ error: LLMError, contentAt: ContinuousClock.Instant?) {
        guard let timeout = error.timeout else { return nil }
        (limit, value) = (timeout.limit, timeout.value)
        let cause = error.cause as? HTTPTransportError
        let metrics = cause?.metrics
        // A whole call begins with its first attempt, which the transport knows nothing of.
        let elapsed = timeout.limit == .total ? timeout.elapsed : cause?.elapsed ?? timeout.elapsed
        let unheard = timeout.elapsed - elapsed
        self.unheard = unheard
        let sinceContent = contentAt.map { .now - $0 - unheard } ?? elapsed
        longest =
            switch timeout.limit {
            case .stall: sinceContent
            case .idle: elapsed - (metrics?.firstByte ?? metrics?.requestSent ?? .zero)
            case .firstByte: elapsed - (metrics?.requestSent ?? .zero)
            case .firstToken: elapsed - (metrics?.requestSent ?? error.metadata?.metrics?.connect ?? .zero)
            default: elapsed
            }
        shortest = timeout.limit == .idle ? min(longest, sinceContent) : longest
    }

    /// Whether it fired before its time, which no machine is too slow to tell.
    ///
    /// Bytes count as received when the turn of the loop began that read them, and a turn may be long under load.
    var isEarly: Bool { longest + (limit == .idle ? .milliseconds(50) : .zero) < value }
    /// How late it fired, at least.
    var lateness: Duration { shortest - value }

    var description: String { "\(limit.rawValue) of \(value) after \(max(shortest, value))" }
}
