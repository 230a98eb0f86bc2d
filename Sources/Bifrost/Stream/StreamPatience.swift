import LLM

/// How long a stream may be silent; a value without a clock.
struct StreamPatience: Sendable {
    /// How long a whole answer's `[DONE]` is waited for.
    ///
    /// Some providers never send it and keep the connection open,
    /// and nobody needs it: the finish reasons and the usage are there.
    private static let waitForEnd = Duration.seconds(2)

    private let firstTokenEnd: ContinuousClock.Instant?
    private let stall: Duration?
    /// How long was waited since the last content; the consumer's own time is not in it.
    private var silence = Duration.zero
    private(set) var contentSeen = false
    /// How much of ``waitForEnd`` is left; nil before the answer is whole.
    private var remainingWait: Duration?

    init(limits: CallLimits, requestSent: ContinuousClock.Instant) {
        firstTokenEnd = limits.firstToken.map(requestSent.advanced(by:))
        stall = limits.stall
    }

    /// The limit that ends the present wait.
    var limit: LLMError.Timeout.Limit { contentSeen ? .stall : .firstToken }

    mutating func contentReceived() {
        contentSeen = true
        silence = .zero
    }

    /// Every choice has finished and the usage is known.
    mutating func answerIsWhole() {
        remainingWait = remainingWait ?? Self.waitForEnd
    }

    mutating func waited(_ duration: Duration) {
        silence += duration
        remainingWait? -= duration
    }

    /// When a wait that begins now must end; nil when it need not.
    func end(ofWaitFrom now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        if let remainingWait { return now.advanced(by: remainingWait) }
        return contentSeen ? stall.map { now.advanced(by: $0 - silence) } : firstTokenEnd
    }
}
