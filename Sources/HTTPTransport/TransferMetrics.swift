/// What a transfer cost, from the transport's own counters; each time is measured from the transfer's start.
public struct TransferMetrics: Hashable, Sendable {
    /// How long it waited for a free slot before it began to connect.
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
    /// When the request began to be sent.
    public var requestSent: Duration?
    /// When the first byte of the head was there.
    public var firstByte: Duration?
    /// When the transfer ended.
    public var total: Duration?
    /// How long the transfer was paused because the reader was slow.
    public var paused: Duration
    /// Whether a kept-alive connection was reused.
    public var reusedConnection: Bool
    /// The protocol spoken, such as `HTTP/1.1`.
    ///
    /// Nil when no head was received.
    public var httpVersion: String?
    /// The server's address.
    ///
    /// Nil when no connection was made.
    public var remoteAddress: String?
    /// Whether the peer told where the body ends: by its length or a last chunk.
    ///
    /// False when it ended with the connection, or as an HTTP/2 stream without a length, where libcurl does not tell an
    /// end from a reset without an error: a cut body looks like a whole one then. Nil before the end.
    /// Even a told end may be a proxy's, whose own server was lost.
    public var endIsTold: Bool?
    /// Bytes of the request's body that were sent.
    public var bytesSent: Int
    /// Bytes of the answer's body that were received.
    public var bytesReceived: Int

    /// Makes metrics in which nothing has happened yet.
    public init() {
        queued = .zero
        paused = .zero
        reusedConnection = false
        bytesSent = 0
        bytesReceived = 0
    }
}
