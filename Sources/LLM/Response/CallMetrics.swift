/// Where the time of an attempt went; each time is measured from the attempt's start.
public struct CallMetrics: Hashable, Sendable {
    /// How long it waited for a free connection slot.
    public var queued: Duration
    /// When the name was resolved.
    ///
    /// Nil on a reused connection.
    public var nameLookup: Duration?
    /// When TCP was connected.
    ///
    /// Nil on a reused connection.
    public var connect: Duration?
    /// When TLS was up.
    ///
    /// Nil without TLS and on a reused connection.
    public var tls: Duration?
    /// When the first byte of the answer's head was there.
    public var firstByte: Duration?
    /// When the first content was there.
    public var firstToken: Duration?
    /// When the attempt ended.
    public var total: Duration?
    /// How long the transfer was paused because the stream's reader was slow.
    public var paused: Duration
    /// Whether a kept-alive connection was reused.
    public var reusedConnection: Bool
    /// The protocol spoken, such as `HTTP/1.1`.
    ///
    /// Nil when no head was received.
    public var httpVersion: String?
    /// Bytes of the request's body that were sent.
    public var bytesSent: Int
    /// Bytes of the answer's body that were received.
    public var bytesReceived: Int

    /// Makes metrics.
    ///
    /// - Parameters:
    ///   - queued: How long it waited for a free connection slot.
    ///   - nameLookup: When the name was resolved.
    ///   - connect: When TCP was connected.
    ///   - tls: When TLS was up.
    ///   - firstByte: When the first byte of the answer's head was there.
    ///   - firstToken: When the first content was there.
    ///   - total: When the attempt ended.
    ///   - paused: How long the transfer was paused.
    ///   - reusedConnection: Whether a kept-alive connection was reused.
    ///   - httpVersion: The protocol spoken.
    ///   - bytesSent: Bytes of the request's body that were sent.
    ///   - bytesReceived: Bytes of the answer's body that were received.
    public init(
        queued: Duration = .zero,
        nameLookup: Duration? = nil,
        connect: Duration? = nil,
        tls: Duration? = nil,
        firstByte: Duration? = nil,
        firstToken: Duration? = nil,
        total: Duration? = nil,
        paused: Duration = .zero,
        reusedConnection: Bool = false,
        httpVersion: String? = nil,
        bytesSent: Int = 0,
        bytesReceived: Int = 0
    ) {
        self.queued = queued
        self.nameLookup = nameLookup
        self.connect = connect
        self.tls = tls
        self.firstByte = firstByte
        self.firstToken = firstToken
        self.total = total
        self.paused = paused
        self.reusedConnection = reusedConnection
        self.httpVersion = httpVersion
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
    }
}
