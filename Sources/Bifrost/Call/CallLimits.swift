import HTTPTransport
import LLM

/// The limits that hold for one call, with nothing left to inherit; nil is off.
struct CallLimits: Sendable {
    private(set) var queue: Duration?
    private(set) var connect: Duration?
    private(set) var firstByte: Duration?
    private(set) var firstToken: Duration?
    private(set) var idle: Duration?
    private(set) var stall: Duration?
    private(set) var total: Duration?

    /// What ``ProviderConfig/timeout`` is when it inherits: there is no next level.
    private static let defaultTimeout = TimeLimit.seconds(30)
    private static let defaultConnect = TimeLimit.seconds(10)

    /// Resolves call → configuration → timeout.
    init(call: TimeLimits, config: ProviderConfig, streamed: Bool) throws(LLMError) {
        let timeout = config.timeout.or(Self.defaultTimeout)
        _ = try Self.length(of: timeout, "ProviderConfig.timeout")
        let limits = call.or(config.limits)
        queue = try Self.length(of: limits.queue.or(timeout), "TimeLimits.queue")
        connect = try Self.length(of: limits.connect.or(Self.defaultConnect), "TimeLimits.connect")
        firstByte = try Self.length(of: limits.firstByte.or(timeout), "TimeLimits.firstByte")
        idle = try Self.length(of: limits.idle.or(timeout), "TimeLimits.idle")
        total = try Self.length(of: limits.total.or(streamed ? .off : timeout), "TimeLimits.total")
        let firstToken = try Self.length(of: limits.firstToken.or(timeout), "TimeLimits.firstToken")
        let stall = try Self.length(of: limits.stall.or(timeout), "TimeLimits.stall")
        // An answer that is not streamed comes at once: there is no first token and no silence between tokens.
        if streamed {
            self.firstToken = firstToken
            self.stall = stall
        }
    }

    /// The limits of a call that must be over at an instant.
    func ending(at deadline: ContinuousClock.Instant?, now: ContinuousClock.Instant) throws(LLMError) -> CallLimits {
        guard let deadline else { return self }
        let left = now.duration(to: deadline)
        guard left > .zero else {
            var error = LLMError(.timeout, "the deadline of the work that makes this call has passed (limit total)")
            error.timeout = LLMError.Timeout(limit: .total, value: .zero, elapsed: .zero)
            throw error
        }
        var limits = self
        limits.total = min(total ?? left, left)
        return limits
    }

    private static func length(of limit: TimeLimit, _ name: String) throws(LLMError) -> Duration? {
        guard let duration = limit.duration else { return nil }
        guard duration > .zero else {
            throw LLMError(.configuration, "\(name) must be more than zero; .off switches a limit off")
        }
        return duration
    }

    /// The value of a limit.
    subscript(limit: LLMError.Timeout.Limit) -> Duration? {
        switch limit {
        case .queue: queue
        case .connect: connect
        case .firstByte: firstByte
        case .firstToken: firstToken
        case .idle: idle
        case .stall: stall
        case .total: total
        }
    }

    /// The limit that ends the wait for the head: the shorter one, since without a head there is no token either.
    var headLimit: LLMError.Timeout.Limit {
        guard let firstToken else { return .firstByte }
        return firstByte.map { firstToken < $0 } ?? true ? .firstToken : .firstByte
    }

    /// The part of the limits that the transport watches over.
    func transferLimits(deadline: ContinuousClock.Instant?) -> TransferLimits {
        TransferLimits(
            queue: queue, connect: connect, firstByte: self[headLimit], head: firstToken, idle: idle,
            deadline: deadline, total: total)
    }
}
