public import LLM

/// How a stream is passed on to a client.
public struct RelayOptions: Sendable {
    /// After how long without a byte a comment is sent, so that proxies and clients see that the stream lives.
    ///
    /// 15 s by default; nil sends none. It must be positive.
    public var heartbeat: Duration?
    /// What measures the silence; real time by default.
    public var clock: CallClock
    /// Whether the usage follows the answer in a chunk without choices, as OpenAI sends it for
    /// `stream_options.include_usage`.
    ///
    /// True by default. It counts for typed streams only; what is passed on as it came has what the gateway sent.
    public var sendsUsage: Bool

    /// Makes options.
    ///
    /// - Parameters:
    ///   - heartbeat: After how long without a byte a comment is sent. Nil sends none.
    ///   - clock: What measures the silence.
    ///   - sendsUsage: Whether a typed stream's usage follows its answer.
    public init(heartbeat: Duration? = .seconds(15), clock: CallClock = .continuous, sendsUsage: Bool = true) {
        precondition(heartbeat.map { $0 > .zero } ?? true, "a heartbeat's interval must be positive")
        self.heartbeat = heartbeat
        self.clock = clock
        self.sendsUsage = sendsUsage
    }
}
