internal import HTTPTransport

/// What libcurl reports: noted here, acted on by the loop once libcurl has returned.
extension ActiveTransfer: EasyHandleHandler {
    func socketOpening() -> Bool {
        guard !isEnded else { return false }
        progress.socketOpened = true
        loop.nameResolved(self)
        return true
    }

    func socketRefused(errno: Int32) { progress.socketErrno = Int(errno) }

    func requestStarting(on connection: SharedConnection?) -> Bool {
        guard !progress.requestStarted, !isEnded else {
            // libcurl's silent replay of a request on a dead connection; whether to repeat is not its decision.
            progress.replayRefused = true
            return false
        }
        if findsConnectionClosed() { return false }
        progress.requestStarted = true
        // Not the turn's time: when thousands begin, a turn is long, and the answer would have that much less time.
        let now = MonotonicTime.now
        requestSent = now
        watch.requestStarted(at: now, sendsBody: upload != nil)
        loop.connected(self)
        if let connection { loop.joined(self, connection) }
        changedPhase()
        return true
    }

    func requestWritten() {
        if !progress.requestStarted { _ = requestStarting(on: nil) }
    }

    func replayWanted() { progress.replayRefused = true }

    func bodyWanted(_ space: UnsafeMutableRawBufferPointer) -> BodySupply {
        guard !isEnded else { return .wait }
        guard upload != nil else { return .bytes(0) }
        let taken = unsafe upload?.take(into: space)
        if let read = upload?.nextRead() { loop.blocksToRead.append((transfer, read)) }
        isStarved = taken == nil
        guard let taken else { return .wait }
        bytesTaken()
        return .bytes(taken)
    }

    private func bytesTaken() {
        let isLast = upload?.left == 0
        loop.hasSent = true
        watch.bytesSent(at: loop.now, isLast: isLast)
        guard isLast else { return }
        uploaded = loop.now
        upload = nil
    }

    func headerLineReceived(_ line: UnsafeRawBufferPointer) -> Bool {
        switch unsafe head.lineReceived(Span(_unsafeBytes: line)) {
        case .none:
            watch.bytesReceived(at: loop.now)
        case .started:
            headStarted()
        case .complete:
            watch.headEnded(at: loop.now)
            progress.headComplete = true
            loop.touch(self)
        case .tooLarge:
            let limit = loop.configuration.maximumHeadSize
            failure = .failed(
                HTTPTransportError(.tooLarge, "the head of the answer has more than \(limit) bytes"))
            return false
        }
        return true
    }

    private func headStarted() {
        progress.headStarted = true
        if firstByte == nil { firstByte = loop.now }
        if sharesConnection, let descriptor { loop.memory.forget(descriptor) }
        loop.gate.answered(transfer.origin, isShared: sharesConnection)
        if watch.phase == .windingUp { return }
        watch.headStarted(at: loop.now)
        if sharesConnection && !isRequestSent { loop.answeredEarly.append(self) }
        changedPhase()
    }

    // Called for each chunk of a burst: what can be done once a turn is done when the turn hands the bytes over.
    func bodyReceived(_ bytes: UnsafeRawBufferPointer) -> BodyDisposition {
        guard takesBody else { return drop(bytes.count) }
        if pending >= loop.highWaterMark && canPause {
            pause()
            return .pause
        }
        // Compared before the bytes are taken, so that one callback (16 KiB) is the most beyond the limit.
        if pending >= loop.maximumUnread && !canPause {
            failure = .failed(.tooFarBehind)
            loop.touch(self)
            return .accept
        }
        unsafe stage(bytes)
        if !isTouched { loop.touch(self) }
        return .accept
    }

    private func drop(_ count: Int) -> BodyDisposition {
        guard watch.phase == .windingUp else { return .accept }
        dropped += count
        if windUpIsOver { loop.touch(self) }
        return .accept
    }

    /// Decompression and some HTTP/2 implementations break when they are paused.
    private var canPause: Bool {
        loop.configuration.compression == .none && (!sharesConnection || loop.library.pausesHTTP2)
    }

    private func pause() {
        pausedSince = loop.now
        watch.paused()
        loop.pausedByReader(self)
        changedPhase()
    }

    private func changedPhase() {
        needsTimer = true
        loop.touch(self)
    }
}

extension HTTPTransportError {
    fileprivate static var tooFarBehind: HTTPTransportError {
        HTTPTransportError(.tooLarge, "the reader is too far behind a stream that cannot be paused")
    }
}
