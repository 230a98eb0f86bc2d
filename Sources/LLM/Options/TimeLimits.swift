/// How long one kind of wait may last.
///
/// `inherit` takes the limit from the next level (call → configuration → ``ProviderConfig/timeout``); `off`
/// means no limit at all. The two are different, and *off* is always spelled out.
public struct TimeLimit: Hashable, Sendable {
    private enum Kind: Hashable { case inherit, off, after(Duration) }
    private let kind: Kind

    /// The limit of the next level holds.
    public static let inherit = TimeLimit(kind: .inherit)
    /// There is no limit.
    public static let off = TimeLimit(kind: .off)

    /// The wait ends after this time.
    ///
    /// - Parameter duration: The limit, more than zero; shorter than a second is fine.
    /// - Returns: The limit.
    public static func after(_ duration: Duration) -> TimeLimit { TimeLimit(kind: .after(duration)) }

    /// The wait ends after this many seconds.
    ///
    /// - Parameter seconds: The limit, more than zero; fractions are fine.
    /// - Returns: The limit.
    public static func seconds(_ seconds: Double) -> TimeLimit { .after(.seconds(seconds)) }

    /// The wait ends after this many milliseconds.
    ///
    /// - Parameter milliseconds: The limit, more than zero.
    /// - Returns: The limit.
    public static func milliseconds(_ milliseconds: Int) -> TimeLimit { .after(.milliseconds(milliseconds)) }

    /// The limit's length; nil for `inherit` and for `off`.
    public var duration: Duration? {
        if case .after(let duration) = kind { duration } else { nil }
    }

    /// This limit, or the other one where this one inherits.
    ///
    /// - Parameter fallback: The limit of the next level.
    /// - Returns: The limit that holds.
    public func or(_ fallback: TimeLimit) -> TimeLimit { kind == .inherit ? fallback : self }
}

/// The limits on every kind of wait in a call, each with its own name in the error.
public struct TimeLimits: Hashable, Sendable {
    /// Waiting for a free connection when the transport is at its limit.
    ///
    /// Inherits the configuration's `timeout`.
    public var queue: TimeLimit
    /// Name lookup, TCP, TLS and proxy together.
    ///
    /// Inherits 10 s.
    public var connect: TimeLimit
    /// From the request being sent to the first byte of the answer's head.
    ///
    /// Inherits `timeout`.
    ///
    /// A Bifrost gateway sends the head together with the first token, so a model that thinks for minutes needs
    /// this limit and ``firstToken`` raised.
    public var firstByte: TimeLimit
    /// From the request being sent to the first text, reasoning, refusal or tool call.
    ///
    /// Inherits `timeout`.
    public var firstToken: TimeLimit
    /// Silence in bytes; heartbeats count as life.
    ///
    /// Inherits `timeout`.
    public var idle: TimeLimit
    /// Silence in content: heartbeats do not reset it, and the consumer's own time does not count.
    ///
    /// Inherits `timeout`.
    public var stall: TimeLimit
    /// The whole call, attempts and the waits between them included.
    ///
    /// Inherits `timeout` for `generate`, off for `stream`. A ``CallDeadline`` that comes earlier ends the call too.
    public var total: TimeLimit

    /// Makes a set of limits; those not given are inherited.
    ///
    /// - Parameters:
    ///   - queue: Waiting for a free connection.
    ///   - connect: Name lookup, TCP, TLS and proxy.
    ///   - firstByte: Until the first byte of the answer's head.
    ///   - firstToken: Until the first content.
    ///   - idle: Silence in bytes.
    ///   - stall: Silence in content.
    ///   - total: The whole call.
    public init(
        queue: TimeLimit = .inherit,
        connect: TimeLimit = .inherit,
        firstByte: TimeLimit = .inherit,
        firstToken: TimeLimit = .inherit,
        idle: TimeLimit = .inherit,
        stall: TimeLimit = .inherit,
        total: TimeLimit = .inherit
    ) {
        self.queue = queue
        self.connect = connect
        self.firstByte = firstByte
        self.firstToken = firstToken
        self.idle = idle
        self.stall = stall
        self.total = total
    }

    /// These limits, with the other ones where these inherit.
    ///
    /// - Parameter fallback: The limits of the next level.
    /// - Returns: The merged limits.
    public func or(_ fallback: TimeLimits) -> TimeLimits {
        TimeLimits(
            queue: queue.or(fallback.queue),
            connect: connect.or(fallback.connect),
            firstByte: firstByte.or(fallback.firstByte),
            firstToken: firstToken.or(fallback.firstToken),
            idle: idle.or(fallback.idle),
            stall: stall.or(fallback.stall),
            total: total.or(fallback.total)
        )
    }
}
