internal import HTTPTransport

/// One transfer as the loop sees it: its handle, how far it has come, and what the running turn brought.
///
/// Confined to the loop thread. libcurl's callbacks land here; they only note what happened.
final class ActiveTransfer: TimerHeapMember {
    let transfer: Transfer
    /// libcurl's side of it; nil before it connects, and after it has left.
    private(set) var easy: EasyHandle?
    var heapPosition: Int?

    var watch: LimitWatch
    var progress = TransferProgress()
    /// Ended by us, for this reason, although libcurl reports a code of its own.
    var failure: Transfer.StateMachine.Delivery.Outcome?
    /// The socket that the transfer runs on.
    ///
    /// Nil before it has one.
    var descriptor: Int32?

    /// Admitted: one of the transport's slots is its own.
    var holdsSlot = false
    /// Let through to connect; it counts against the others that want to.
    var isInGate = false
    /// In libcurl's hands.
    var isAdded = false
    /// libcurl is done with it, and its connection is kept or closed.
    var isDone = false
    /// libcurl offered it a kept connection that the peer had closed; nothing was sent there.
    private(set) var metClosedConnection = false
    /// libcurl met no problem with it.
    var hasEndedWell = false
    /// The connection that it shares with others; nil where none can be shared.
    var connection: SharedConnection?
    /// Noted for the end of the turn.
    var isTouched = false
    /// Its limits have changed in this turn.
    var needsTimer = false

    var head: ResponseHeadParser
    private var isHeadDelivered = false
    // Unchecked, since nothing enters it again while bytes are added: a check costs as much as adding a chunk.
    @exclusivity(unchecked) private var staged = BodyBuffer()
    /// Whether what comes of the body is for the reader; the phase says so, too, but asking the watch costs a checked
    /// access for each piece.
    private(set) var takesBody = true
    /// Bytes staged, and those the reader had not read at the last delivery; it may have read some since.
    var pending = 0
    var dropped = 0
    var bytesReceived = 0
    private var connectBegan: MonotonicTime?
    var requestSent: MonotonicTime?
    var firstByte: MonotonicTime?
    var pausedSince: MonotonicTime?
    private var pausedTime = Duration.zero
    /// A body that is sent bit by bit; nil when it is sent.
    var upload: Upload?
    /// libcurl waits for the next bytes of the body.
    var isStarved = false
    /// When the last bytes of an upload left.
    var uploaded: MonotonicTime?
    private let bodySize: Int
    /// A body that is sent with the head; nil when the handle has it.
    private var wholeBody: [UInt8]?
    let started: MonotonicTime
    // The loop owns it and outlives it; each use of a checked reference would count twice, in every callback.
    private unowned(unsafe) let owner: LoopDriver

    init(_ transfer: Transfer, loop: LoopDriver) {
        self.transfer = transfer
        unsafe self.owner = loop
        self.started = transfer.submitted
        self.watch = LimitWatch(transfer.request.limits, submitted: transfer.submitted)
        self.head = ResponseHeadParser(maximumSize: loop.configuration.maximumHeadSize)
        let body = transfer.takeBody()
        self.bodySize = body?.size ?? 0
        switch body {
        case .upload(let upload): self.upload = upload
        case .whole(let bytes): self.wholeBody = bytes
        case nil: break
        }
    }

    var loop: LoopDriver { unsafe owner }
    var isPaused: Bool { pausedSince != nil }
    var isEnded: Bool { watch.phase == .ended }
    /// Whether the request's body has left for the connection.
    var isRequestSent: Bool { easy?.bytesSent ?? 0 >= bodySize }
    /// Whether libcurl is known to have begun: before that a handle's counters are those of its last transfer.
    var hasBegun: Bool {
        progress.socketOpened || progress.requestStarted || !loop.library.tellsOfEachAttempt
    }
    /// Whether libcurl shares the connection among streams, so that its socket must not be masked.
    var sharesConnection: Bool { head.isHTTP2 }
}

// MARK: Its handle

extension ActiveTransfer {
    private var body: PreparedBody? { upload.map { PreparedBody.upload($0) } ?? wholeBody.map { .whole($0) } }

    /// Whether it may have a handle that others had.
    var mayHaveUsedHandle: Bool { EasyHandle.isPlain(transfer.request.method, body) }

    /// The transfer begins to connect.
    func begin(with handle: EasyHandle) {
        let body = body
        wholeBody = nil
        let url = loop.parsed(transfer.request.url)
        handle.prepare(transfer.request, body, url: url, userAgent: loop.configuration.userAgent)
        handle.attach(self)
        easy = handle
    }

    /// It is about to connect once more, to a connection of its own.
    func startsOver() {
        metClosedConnection = false
        isDone = false
        easy?.avoidKeptConnections()
    }

    /// Whether libcurl offers it a kept connection that is dead, which some releases do not look for.
    func findsConnectionClosed() -> Bool {
        guard !loop.library.looksBeforeEachReuse, !progress.socketOpened else { return false }
        metClosedConnection = easy?.isClosedByPeer ?? false
        return metClosedConnection
    }

    /// Gives the handle back once libcurl has let it go; nil where nobody else may have it.
    func takeReusableHandle() -> EasyHandle? {
        defer { easy = nil }
        guard let easy, hasEndedWell, easy.isReusable, loop.library.tellsOfEachAttempt else { return nil }
        easy.detach()
        return easy
    }
}

// MARK: Steps that the loop takes

extension ActiveTransfer {
    func queueBegan() {
        connectBegan = nil
        watch.queueBegan(at: loop.now)
    }

    func connectingBegan() {
        if connectBegan == nil { connectBegan = loop.now }
        watch.connectBegan(at: loop.now)
    }

    func resumed() {
        pausedTime += pausedSince.map { loop.now - $0 } ?? .zero
        pausedSince = nil
        watch.resumed(at: loop.now)
    }

    /// Its reader knows how it ended.
    func ended() {
        watch.ended()
        takesBody = false
        // Closes its files, which a release may be long in coming for.
        upload = nil
    }

    func windingUpBegan() {
        watch.windUpBegan(at: loop.now)
        takesBody = false
        unsafe staged = BodyBuffer()
    }

    /// What this turn brought, for the reader.
    func takeDelivery() -> Transfer.StateMachine.Delivery {
        let bytes = takeBytes()
        guard let head = takeHead() else { return Transfer.StateMachine.Delivery(bytes: bytes, isPaused: isPaused) }
        return Transfer.StateMachine.Delivery(
            head: head, bytes: bytes, isPaused: isPaused, metrics: metrics(isOver: false))
    }

    private func takeBytes() -> BodyBuffer {
        var bytes = BodyBuffer(expecting: unsafe staged.count)
        unsafe swap(&bytes, &staged)
        noteArrival(of: bytes.count)
        return bytes
    }

    /// The head, once.
    private func takeHead() -> ResponseHead? {
        guard !isHeadDelivered, head.isComplete else { return nil }
        isHeadDelivered = true
        return ResponseHead(
            status: head.status, version: head.version, fields: head.fields,
            requestSent: uploaded ?? requestSent ?? started)
    }

    private func noteArrival(of count: Int) {
        guard count > 0 else { return }
        watch.bytesReceived(at: loop.now)
        bytesReceived += count
        loop.statistics.bytesReceived += count
    }

    /// Takes a piece of the body, for the turn's delivery.
    func stage(_ bytes: UnsafeRawBufferPointer) {
        pending += bytes.count
        unsafe staged.append(bytes)
    }

    /// The reader's answer to a delivery.
    func delivered(_ result: Transfer.DeliverResult) { pending = result.unread }

    /// The last delivery.
    func takeDelivery(outcome: Transfer.StateMachine.Delivery.Outcome) -> Transfer.StateMachine.Delivery {
        let bytes = takeBytes()
        var metrics = metrics(isOver: true)
        if case .complete = outcome { metrics.endIsTold = endIsTold }
        return Transfer.StateMachine.Delivery(
            head: takeHead(), bytes: bytes, isPaused: isPaused, outcome: told(outcome, metrics), metrics: metrics)
    }

    /// What an error says of the transfer.
    private func told(
        _ outcome: Transfer.StateMachine.Delivery.Outcome, _ metrics: TransferMetrics
    ) -> Transfer.StateMachine.Delivery.Outcome {
        guard case .failed(var error) = outcome else { return outcome }
        error.metrics = metrics
        error.elapsed = error.elapsed ?? (loop.now - started)
        error.requestMayHaveArrived = error.requestMayHaveArrived || progress.requestStarted
        return .failed(error)
    }

    /// How it ended by libcurl's own account.
    func outcome(_ result: CurlResult) -> Transfer.StateMachine.Delivery.Outcome {
        guard let failure = easy?.failure(result, progress: progress) else { return .complete }
        return .failed(failure)
    }

    private var endIsTold: Bool { head.tellsEnd || transfer.request.method == "HEAD" }

    private func metrics(isOver: Bool) -> TransferMetrics {
        var metrics = TransferMetrics()
        metrics.queued = (connectBegan ?? loop.now) - started
        if hasBegun { easy?.read(into: &metrics) }
        metrics.requestSent = requestSent.map { $0 - started }
        metrics.firstByte = firstByte.map { $0 - started }
        metrics.total = isOver ? loop.now - started : nil
        metrics.paused = pausedTime
        metrics.httpVersion = head.version.isEmpty ? nil : head.version
        metrics.bytesReceived = bytesReceived
        return metrics
    }
}

// MARK: Limits

extension ActiveTransfer {
    /// How much of an answer's rest is read only to keep its connection.
    private static let windUpBytes = 64 << 10

    /// Whether a transfer that is wound up has had its moment.
    var windUpIsOver: Bool {
        guard watch.phase == .windingUp else { return false }
        return isPaused || dropped > Self.windUpBytes || watch.windUpIsOver(at: loop.now)
    }

    /// The error of the limit that has fired by now.
    ///
    /// Nil when none has.
    func firedLimit() -> HTTPTransportError? {
        guard let (name, value) = watch.fired(at: loop.now) else { return nil }
        var error = HTTPTransportError(.timeout, message(name), requestMayHaveArrived: progress.requestStarted)
        error.limit = name
        error.limitValue = value
        error.connectStage = name == .connect ? connectStage : nil
        error.elapsed = loop.now - started
        return error
    }

    private var isSending: Bool {
        watch.phase == .sending
    }

    private var connectStage: HTTPTransportError.ConnectStage {
        if !progress.socketOpened { return .nameLookup }
        return easy?.isConnected ?? false ? .handshake : .tcp
    }

    private func message(_ limit: TransferLimits.Name) -> String {
        switch limit {
        case .queue: "no connection became free in time"
        case .connect:
            switch connectStage {
            case .nameLookup: "the host's address was not found in time"
            case .tcp: "the host did not accept a connection in time"
            case .handshake: "the TLS or proxy handshake was not done in time"
            }
        case _ where isSending && limit != .total: "no byte of the request's body was sent for too long"
        case .firstByte: "the answer did not begin in time"
        case .head: "the answer's head was not whole in time"
        case .idle: "nothing was received for too long"
        case .total: "the call took too long"
        case .read: "nothing arrived in the time given"
        }
    }
}
