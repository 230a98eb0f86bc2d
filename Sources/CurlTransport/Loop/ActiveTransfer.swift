internal import HTTPTransport

/// One transfer as the loop sees it: its handle, how far it has come, and what the running turn brought.
///
/// Confined to the loop thread. libcurl's callbacks land here; they only note what happened.
final class ActiveTransfer: EasyHandleHandler, TimerHeapMember {
    /// Where the transfer stands, and since when.
    enum Phase {
        /// Waiting for its turn.
        ///
        /// Next: connecting.
        case queued
        /// Name lookup, TCP, TLS, proxy.
        ///
        /// Next: awaitingHead.
        case connecting(since: ContinuousClock.Instant)
        /// The request is on its way, no byte of the final head has come.
        ///
        /// Next: receiving.
        case awaitingHead(since: ContinuousClock.Instant)
        /// Bytes of the answer flow.
        ///
        /// Next: windingUp, or the end.
        case receiving
        /// The reader needs no more; the rest is read and dropped for a moment.
        case windingUp(since: ContinuousClock.Instant)
    }

    let transfer: Transfer
    var easy: EasyHandle
    var due = ContinuousClock.Instant.now
    var heapPosition: Int?

    private(set) var phase = Phase.queued
    private(set) var progress = TransferProgress()
    private(set) var isPaused = false
    /// Ended by us, for this reason, although libcurl reports a code of its own.
    private(set) var failure: HTTPTransportError?
    /// The socket that the transfer runs on.
    ///
    /// Nil before it has one.
    var descriptor: Int32?
    /// In libcurl's hands.
    var isAdded = false
    /// Noted for the end of the turn.
    var isTouched = false
    /// Its limits have changed in this turn.
    var needsTimer = false

    private var head: ResponseHeadParser
    private var isHeadDelivered = false
    private var staged: [UInt8] = []
    /// Bytes the reader had not read at the last delivery; it may have read some since.
    private var unread = 0
    private var dropped = 0
    private var bytesReceived = 0
    private var requestSent: ContinuousClock.Instant?
    private var firstByte: ContinuousClock.Instant?
    private var lastByte = ContinuousClock.Instant.now
    private var pausedSince: ContinuousClock.Instant?
    private var pausedTime = Duration.zero
    private var uploadedAtLastCheck = 0
    private let started: ContinuousClock.Instant
    private unowned let loop: LoopDriver

    init?(_ transfer: Transfer, loop: LoopDriver) {
        guard let easy = EasyHandle() else { return nil }
        self.transfer = transfer
        self.easy = easy
        self.loop = loop
        self.started = transfer.submitted
        self.head = ResponseHeadParser(maximumSize: loop.configuration.maximumHeadSize)
        self.easy.prepare(transfer.request, loop.configuration, loop.library)
        self.easy.attach(self)
    }
}

// MARK: Steps that the loop takes

extension ActiveTransfer {
    func connectingBegan() {
        phase = .connecting(since: loop.now)
        needsTimer = true
    }

    func resumed() {
        isPaused = false
        pausedTime += pausedSince.map { loop.now - $0 } ?? .zero
        pausedSince = nil
        lastByte = loop.now
        needsTimer = true
    }

    func windingUpBegan() {
        phase = .windingUp(since: loop.now)
        staged = []
        needsTimer = true
    }

    /// What this turn brought, for the reader.
    func takeDelivery() -> Transfer.StateMachine.Delivery {
        var delivery = Transfer.StateMachine.Delivery(bytes: staged, isPaused: isPaused)
        staged = []
        if head.isComplete && !isHeadDelivered {
            isHeadDelivered = true
            delivery.metrics = metrics(isOver: false)
            delivery.head = HTTPResponseHead(
                status: head.status, version: head.version, fields: head.fields, requestSent: requestSent ?? started)
        }
        return delivery
    }

    /// The reader's answer to a delivery.
    func delivered(_ result: Transfer.DeliverResult) { unread = result.unread }

    /// The last delivery.
    func takeDelivery(outcome: Transfer.StateMachine.Delivery.Outcome) -> Transfer.StateMachine.Delivery {
        var delivery = takeDelivery()
        delivery.metrics = metrics(isOver: true)
        delivery.outcome = outcome
        if case .failed(var error) = outcome {
            error.metrics = delivery.metrics
            error.elapsed = error.elapsed ?? (loop.now - started)
            error.requestMayHaveArrived = error.requestMayHaveArrived || progress.requestStarted
            delivery.outcome = .failed(error)
        }
        return delivery
    }

    private func metrics(isOver: Bool) -> TransferMetrics {
        var metrics = TransferMetrics()
        easy.read(into: &metrics)
        metrics.requestSent = requestSent.map { $0 - started }
        metrics.firstByte = firstByte.map { $0 - started }
        metrics.total = isOver ? loop.now - started : nil
        metrics.paused = pausedTime
        metrics.httpVersion = head.version.isEmpty ? nil : head.version
        metrics.bytesReceived = bytesReceived
        return metrics
    }

    /// Whether libcurl shares the connection among streams, so that its socket must not be masked.
    var sharesConnection: Bool { head.version.utf8.starts(with: "HTTP/2".utf8) }
}

// MARK: What libcurl reports

extension ActiveTransfer {
    func requestStarting() -> Bool {
        guard !progress.requestStarted else {
            // libcurl's silent replay of a request on a dead connection; whether to repeat is not its decision.
            progress.replayRefused = true
            return false
        }
        progress.requestStarted = true
        requestSent = loop.now
        phase = .awaitingHead(since: loop.now)
        needsTimer = true
        loop.touch(self)
        return true
    }

    func headerLineReceived(_ line: UnsafeRawBufferPointer) -> Bool {
        lastByte = loop.now
        switch unsafe head.lineReceived(line) {
        case .none:
            return true
        case .started:
            progress.headStarted = true
            if firstByte == nil { firstByte = loop.now }
            phase = .receiving
            needsTimer = true
            loop.touch(self)
            return true
        case .complete:
            progress.headComplete = true
            loop.touch(self)
            return true
        case .tooLarge:
            let limit = loop.configuration.maximumHeadSize
            failure = HTTPTransportError(.tooLarge, "the head of the answer has more than \(limit) bytes")
            return false
        }
    }

    func bodyReceived(_ bytes: UnsafeRawBufferPointer) -> BodyDisposition {
        if case .windingUp = phase {
            dropped += bytes.count
            if windUpIsOver { loop.touch(self) }
            return .accept
        }
        if staged.count + unread >= loop.configuration.highWaterMark {
            if canPause {
                pause()
                return .pause
            }
            if staged.count + unread >= Self.hardCap { failure = .tooFarBehind }
        }
        lastByte = loop.now
        bytesReceived += bytes.count
        unsafe staged.append(contentsOf: bytes)
        loop.touch(self)
        return .accept
    }

    /// Unread bytes at which a stream ends that cannot be paused without harm to its siblings.
    private static let hardCap = 8 << 20

    private var canPause: Bool { !sharesConnection || loop.library.pausesHTTP2 }

    private func pause() {
        isPaused = true
        pausedSince = loop.now
        loop.pausedByReader(self)
        loop.touch(self)
    }
}

// MARK: Limits

extension ActiveTransfer {
    /// How long, and how much, of an answer's rest is read only to keep its connection.
    private static let windUpTime = Duration.milliseconds(250)
    private static let windUpBytes = 64 << 10

    /// Whether a transfer that is wound up has had its moment.
    var windUpIsOver: Bool {
        guard case .windingUp(let since) = phase else { return false }
        return isPaused || dropped > Self.windUpBytes || loop.now >= since + Self.windUpTime
    }

    /// The running limits, with the instant at which each fires.
    private var limits: [(TransferLimits.Name, Duration?, ContinuousClock.Instant?)] {
        let limits = transfer.request.limits
        var running = [(TransferLimits.Name.total, limits.total, limits.deadline)]
        switch phase {
        case .queued: running.append((.queue, limits.queue, limits.queue.map { started + $0 }))
        case .connecting(let since): running.append((.connect, limits.connect, limits.connect.map { since + $0 }))
        case .awaitingHead(let since):
            running.append((.firstByte, limits.firstByte, limits.firstByte.map { since + $0 }))
        case .receiving:
            if !isPaused { running.append((.idle, limits.idle, limits.idle.map { lastByte + $0 })) }
        case .windingUp(let since):
            running = [(.read, nil, since + Self.windUpTime)]
        }
        return running
    }

    /// When the next of the transfer's own limits fires.
    ///
    /// Nil when nothing limits it.
    var nextLimit: ContinuousClock.Instant? { limits.compactMap { $0.2 }.min() }

    /// The error of the limit that has fired by now.
    ///
    /// Nil when none has.
    func firedLimit() -> HTTPTransportError? {
        guard let (name, value, _) = limits.first(where: { $0.2.map { $0 <= loop.now } ?? false }) else { return nil }
        if name == .firstByte && uploadProgressed() { return nil }
        var error = HTTPTransportError(
            .timeout, Self.message(name), requestMayHaveArrived: progress.requestStarted)
        error.limit = name
        error.limitValue = value
        error.elapsed = loop.now - started
        return error
    }

    /// A large body that is still being taken by the server moves the start of the wait for the answer.
    private func uploadProgressed() -> Bool {
        let sent = easy.bytesSent
        guard sent > uploadedAtLastCheck, sent < transfer.request.body?.count ?? 0 else { return false }
        uploadedAtLastCheck = sent
        phase = .awaitingHead(since: loop.now)
        return true
    }

    private static func message(_ limit: TransferLimits.Name) -> String {
        switch limit {
        case .queue: "no connection became free in time"
        case .connect: "no connection could be made in time"
        case .firstByte: "the answer did not begin in time"
        case .idle: "nothing was received for too long"
        case .total: "the call took too long"
        case .read: "nothing arrived in the time given"
        }
    }
}

extension HTTPTransportError {
    fileprivate static var tooFarBehind: HTTPTransportError {
        HTTPTransportError(.tooLarge, "the reader is too slow for a stream that this libcurl cannot pause")
    }
}
