/// One dispatched event of a `text/event-stream` body.
///
/// Source: WHATWG HTML, section 9.2 "Server-sent events".
public struct ServerSentEvent: Sendable, Hashable, Codable {
    /// The event's name.
    ///
    /// It is `"message"` when the block had no `event` field or an empty one.
    public var type: String

    /// The values of the block's `data` fields, joined by LF.
    ///
    /// Bytes that are not UTF-8 are replaced by U+FFFD, as the Encoding standard's decoder does.
    public var data: String

    /// The last event id at the moment of dispatch.
    ///
    /// It stays in force for later events that have no `id` field of their own. Empty: none was set, or it was reset.
    public var id: String

    /// The reconnection time in milliseconds that this event's own block carried.
    ///
    /// `nil` when the block had no valid `retry` field.
    public var retry: Int?

    /// Creates an event.
    ///
    /// - Parameters:
    ///   - type: The event's name; the default is `"message"`.
    ///   - data: The joined data.
    ///   - id: The last event id; the default is empty.
    ///   - retry: The reconnection time in milliseconds; the default is `nil`, not carried.
    public init(type: String = "message", data: String, id: String = "", retry: Int? = nil) {
        self.type = type
        self.data = data
        self.id = id
        self.retry = retry
    }
}
