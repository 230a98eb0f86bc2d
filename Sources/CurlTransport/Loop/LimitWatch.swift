internal import HTTPTransport

/// Which limit runs in which phase of a transfer, and when it fires; without a clock of its own.
///
/// Bytes only note when they came: whoever waits for the next deadline asks again when it has passed.
struct LimitWatch {
    typealias Instant = MonotonicTime

    /// Where a transfer stands.
    enum Phase {
        /// Waiting for its turn.
        ///
        /// Next: connecting.
        case queued
        /// Name lookup, TCP, TLS, proxy.
        ///
        /// Next: sending, awaitingHead; queued, when the address is known and many wait to connect to it.
        case connecting
        /// The request's body is on its way; the last bytes of it left then.
        ///
        /// Next: awaitingHead, receiving.
        case sending
        /// The request is sent, no byte of the final head has come.
        ///
        /// Next: receiving.
        case awaitingHead
        /// Bytes of the answer flow.
        ///
        /// Next: paused, windingUp.
        case receiving
        /// The reader is behind; silence is its own doing.
        ///
        /// Next: receiving, windingUp.
        case paused
        /// The reader needs no more; the rest is read and dropped for a moment.
        case windingUp
        /// Its reader knows how it ended; its handle is still to be released.
        ///
        /// Final; every phase may lead here.
        case ended
    }

    /// How long an answer's rest is read only to keep its connection.
    static let windUpTime = Duration.milliseconds(250)

    private(set) var phase = Phase.queued
    /// When the phase began; in `sending`, when its last bytes left; in `receiving`, when the request was sent.
    private var since: Instant
    private let limits: TransferLimits
    private let end: Instant?
    private var lastByte: Instant
    private var headIsWhole = false

    init(_ limits: TransferLimits, submitted: Instant) {
        self.limits = limits
        end = limits.deadline.map(Instant.init)
        since = submitted
        lastByte = submitted
    }
}

// MARK: What happened

extension LimitWatch {
    mutating func queueBegan(at now: Instant) { (phase, since) = (.queued, now) }

    /// A transfer that has waited for its host's address goes on connecting.
    mutating func connectBegan(at now: Instant) {
        if phase == .queued { (phase, since) = (.connecting, now) }
    }

    /// A body that is not sent with the head is still to be sent.
    mutating func requestStarted(at now: Instant, sendsBody: Bool = false) {
        (phase, since) = (sendsBody ? .sending : .awaitingHead, now)
    }

    /// Bytes of the body have left; they may be the last.
    mutating func bytesSent(at now: Instant, isLast: Bool) {
        lastByte = now
        if phase == .sending { (phase, since) = (isLast ? .awaitingHead : .sending, now) }
    }

    mutating func headStarted(at now: Instant) {
        phase = .receiving
        lastByte = now
    }

    mutating func headEnded(at now: Instant) {
        headIsWhole = true
        lastByte = now
    }

    mutating func bytesReceived(at now: Instant) { lastByte = now }
    mutating func paused() { phase = .paused }

    mutating func resumed(at now: Instant) {
        guard phase == .paused else { return }
        phase = .receiving
        lastByte = now
    }

    mutating func windUpBegan(at now: Instant) { (phase, since) = (.windingUp, now) }
    mutating func ended() { phase = .ended }
}

// MARK: What follows

extension LimitWatch {
    /// When the next limit fires, unless something happens.
    ///
    /// Nil when nothing limits the wait.
    var deadline: Instant? {
        guard let total, let own = phaseDeadline else { return total ?? phaseDeadline }
        return min(total, own)
    }

    /// The limit that has fired by now, with its value; nil when none has.
    func fired(at now: Instant) -> (name: TransferLimits.Name, value: Duration?)? {
        if let total, total <= now { return (.total, limits.total) }
        guard let deadline = phaseDeadline, deadline <= now else { return nil }
        if deadline == headDeadline, deadline != ownDeadline { return (.head, limits.head) }
        return switch phase {
        case .queued: (.queue, limits.queue)
        case .connecting: (.connect, limits.connect)
        case .sending:
            sendingLimit == limits.firstByte ? (.firstByte, limits.firstByte) : (.idle, limits.idle)
        case .awaitingHead: (.firstByte, limits.firstByte)
        case .receiving: (.idle, limits.idle)
        case .paused, .windingUp, .ended: nil
        }
    }

    /// Whether a transfer that is wound up has had its moment.
    func windUpIsOver(at now: Instant) -> Bool {
        phase == .windingUp && since + Self.windUpTime <= now
    }

    /// A server that takes no more bytes neither answers nor lets the body flow.
    private var sendingLimit: Duration? {
        [limits.firstByte, limits.idle].compactMap { $0 }.min()
    }

    private var total: Instant? {
        switch phase {
        case .windingUp, .ended: nil
        case .queued, .connecting, .sending, .awaitingHead, .receiving, .paused: end
        }
    }

    private var phaseDeadline: Instant? {
        guard let headDeadline, let own = ownDeadline else { return headDeadline ?? ownDeadline }
        return min(headDeadline, own)
    }

    /// When the head must be there.
    private var headDeadline: Instant? {
        switch phase {
        case .awaitingHead, .receiving: headIsWhole ? nil : limits.head.map { since + $0 }
        case .queued, .connecting, .sending, .paused, .windingUp, .ended: nil
        }
    }

    /// When the limit fires that only this phase has.
    private var ownDeadline: Instant? {
        switch phase {
        case .queued: limits.queue.map { since + $0 }
        case .connecting: limits.connect.map { since + $0 }
        case .sending: sendingLimit.map { since + $0 }
        case .awaitingHead: limits.firstByte.map { since + $0 }
        case .receiving: limits.idle.map { lastByte + $0 }
        case .windingUp: since + Self.windUpTime
        case .paused, .ended: nil
        }
    }
}
