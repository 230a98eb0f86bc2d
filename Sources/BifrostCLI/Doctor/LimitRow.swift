import LLM

/// A time limit that holds for a streamed call.
struct LimitRow: Equatable {
    var limit: LLMError.Timeout.Limit
    /// Nil when it is off.
    var value: Duration?
    var covers: String

    /// All of them, in the order of a call.
    static func rows(_ limits: TimeLimits) -> [LimitRow] {
        [
            LimitRow(limit: .queue, value: limits.queue.duration, covers: "waiting for a free connection"),
            LimitRow(limit: .connect, value: limits.connect.duration, covers: "name lookup, TCP, TLS, proxy"),
            LimitRow(limit: .firstByte, value: limits.firstByte.duration, covers: "request sent to head of the answer"),
            LimitRow(limit: .firstToken, value: limits.firstToken.duration, covers: "request sent to first content"),
            LimitRow(limit: .idle, value: limits.idle.duration, covers: "silence in bytes; heartbeats are life"),
            LimitRow(limit: .stall, value: limits.stall.duration, covers: "silence in content, heartbeats or not"),
            LimitRow(limit: .total, value: limits.total.duration, covers: "the whole call, retries included"),
        ]
    }
}
