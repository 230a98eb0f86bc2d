/// An answer: its head, and the body still to be read.
public struct HTTPResponse: Sendable {
    /// The head of the final answer; interim answers (1xx) are passed over.
    public var head: HTTPResponseHead
    /// The body; dropping it ends the transfer.
    public var body: HTTPBody

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - head: The head.
    ///   - body: The body.
    public init(head: HTTPResponseHead, body: HTTPBody) {
        self.head = head
        self.body = body
    }
}

/// The head of an answer.
public struct HTTPResponseHead: Hashable, Sendable {
    /// The status code, such as 200.
    public var status: Int
    /// The protocol as it stands in the status line, such as `HTTP/1.1`.
    public var version: String
    /// The header fields, in order.
    public var fields: HTTPFields
    /// When the request was sent, a large body to its last byte; the start of every wait for the answer.
    public var requestSent: ContinuousClock.Instant

    /// Makes a head.
    ///
    /// - Parameters:
    ///   - status: The status code.
    ///   - version: The protocol.
    ///   - fields: The header fields.
    ///   - requestSent: When the request was sent.
    public init(status: Int, version: String, fields: HTTPFields, requestSent: ContinuousClock.Instant) {
        self.status = status
        self.version = version
        self.fields = fields
        self.requestSent = requestSent
    }
}
