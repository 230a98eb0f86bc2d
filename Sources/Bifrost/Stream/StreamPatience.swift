/// How long a stream may be silent; a value without a clock.
///
/// Times are durations since the request was sent: an instant of the standard library is copied by calls, and so is
/// what holds one.
struct StreamPatience: Sendable {
    /// How long a whole answer's `[DONE]` is waited for.
    ///
    /// Some providers never send it and keep the connection open,
    /// and nobody needs it: the finish reasons and the usage are there.
    private static let waitForEnd = Duration.seconds(2)
    /// How many bytes are read after a limit has passed.
    ///
    /// What arrived in time must not be lost to a reader that was late, and a server that never pauses must not hold
    /// the limit off. A transport keeps less than this unread.
    private static let allowance = 256 << 10

    private let firstToken: Duration?
    private let stall: Duration?
    /// How long was waited since the last content; the consumer's own time is not in it.
    private var silence = Duration.zero
    private(set) var contentSeen = false
    /// How much of ``waitForEnd`` is left; nil before the answer is whole.
    private var remainingWait: Duration?
    /// Until when the wait was counted; nil while the consumer has the turn.
    private var counted: Duration?
    /// The limit had passed before the present wait began.
    private var isLate = false
    private var lateBytes = 0
    /// The limit has passed, and so much was read since that it did not arrive in time.
    private(set) var isOver = false

    init(limits: CallLimits) {
        firstToken = limits.firstToken
        stall = limits.stall
    }

    /// The limit that ends the present wait.
    var limit: LLMError.Timeout.Limit { contentSeen ? .stall : .firstToken }

    mutating func contentReceived() {
        contentSeen = true
        silence = .zero
        // What was waited until now need not be counted, unless the end is waited for as well.
        if remainingWait == nil { counted = nil }
        lateBytes = 0
        isOver = false
    }

    /// Every choice has finished and the usage is known.
    mutating func answerIsWhole() {
        remainingWait = remainingWait ?? Self.waitForEnd
    }

    /// Something is waited for, from now on or still; returns when that must end, nil when it need not.
    mutating func wait(from now: Duration) -> Duration? {
        count(until: now)
        let end = end(ofWaitFrom: now)
        isLate = end.map { $0 <= now } ?? false
        return end
    }

    mutating func received(_ bytes: Int) {
        guard isLate else { return }
        lateBytes += bytes
        isOver = lateBytes > Self.allowance
    }

    /// The consumer has something, and takes its time.
    mutating func consumerHasTurn(from now: @autoclosure () -> Duration) {
        guard counted != nil else { return }
        count(until: now())
        counted = nil
    }

    private mutating func count(until now: Duration) {
        if let counted {
            silence += now - counted
            remainingWait? -= now - counted
        }
        counted = now
    }

    private func end(ofWaitFrom now: Duration) -> Duration? {
        if let remainingWait { return now + remainingWait }
        return contentSeen ? stall.map { now + $0 - silence } : firstToken
    }
}
