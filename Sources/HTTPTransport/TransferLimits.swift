/// The limits on each wait of a transfer; nil means no limit.
public struct TransferLimits: Hashable, Sendable {
    /// Waiting for a free connection.
    public var queue: Duration?
    /// Name lookup, TCP, TLS and proxy together.
    public var connect: Duration?
    /// From the request being sent to the first byte of the answer's head; while a large body is being sent, how long no
    /// byte of it leaves.
    public var firstByte: Duration?
    /// From the request being sent to the end of the answer's head, interim answers and all, however its bytes come.
    public var head: Duration?
    /// Silence in bytes while the body is received, or while a large body is sent; a time in which the reader was too slow
    /// does not count.
    public var idle: Duration?
    /// The instant at which the whole transfer must be over.
    public var deadline: ContinuousClock.Instant?
    /// How long ``deadline`` was away when it was set, for the error to name.
    public var total: Duration?

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - queue: Waiting for a free connection.
    ///   - connect: Name lookup, TCP, TLS and proxy.
    ///   - firstByte: Until the first byte of the answer's head.
    ///   - head: Until the end of the answer's head.
    ///   - idle: Silence in bytes.
    ///   - deadline: When the whole transfer must be over.
    ///   - total: How long the deadline was away when it was set.
    public init(
        queue: Duration? = nil,
        connect: Duration? = nil,
        firstByte: Duration? = nil,
        head: Duration? = nil,
        idle: Duration? = nil,
        deadline: ContinuousClock.Instant? = nil,
        total: Duration? = nil
    ) {
        self.queue = queue
        self.connect = connect
        self.firstByte = firstByte
        self.head = head
        self.idle = idle
        self.deadline = deadline
        self.total = total
    }

    /// The name of a limit, for errors.
    @nonexhaustive
    public enum Name: String, Hashable, Sendable {
        /// ``TransferLimits/queue``
        case queue
        /// ``TransferLimits/connect``
        case connect
        /// ``TransferLimits/firstByte``
        case firstByte
        /// ``TransferLimits/head``
        case head
        /// ``TransferLimits/idle``
        case idle
        /// ``TransferLimits/deadline``
        case total
        /// The instant given to ``HTTPBody/read(until:)``.
        case read
    }
}
