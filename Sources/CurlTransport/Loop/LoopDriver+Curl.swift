internal import HTTPTransport

/// What goes into libcurl, and what it asks for.
extension LoopDriver {
    /// libcurl has lost timers in several releases; a call each second keeps every transfer going.
    private static let kickInterval = Duration.seconds(1)

    /// Serves the sockets of so many events.
    func serveSockets(_ count: Int) {
        for index in 0..<count {
            guard let event = poller.currentEvent(index) else { continue }
            memory.prefetch(event.descriptor)
            let isSound = multi.socketReady(event.descriptor, readable: event.readable, writable: event.writable)
            absorbRequests()
            if !isSound { return rebuild() }
            if event.readable { heard(on: event.descriptor) }
        }
    }

    func serveTimer() {
        let isDue = curlDue.map { $0 <= now } ?? false
        guard isDue || (work.contains(.handles) && nextKick <= now) else { return }
        if isDue { curlDue = nil } else { statistics.kicks += 1 }
        postponeKick()
        let isSound = multi.timeReached()
        absorbRequests()
        if !isSound { rebuild() }
    }

    func postponeKick() { nextKick = now + Self.kickInterval }

    /// Lets transfers go on whose reader has caught up.
    func resumeReady() {
        let ready = toResume
        toResume.removeAll(keepingCapacity: true)
        for active in ready where active.isPaused && active.isAdded && !active.isEnded {
            active.resumed()
            setTimer(active)
            if let descriptor = active.descriptor, !active.sharesConnection { poller.mask(descriptor, false) }
            active.easy?.resume()
            absorbRequests()
        }
    }

    /// A full buffer: libcurl keeps what it has, and the socket rests until the reader has caught up.
    func pausedByReader(_ active: ActiveTransfer) {
        guard let descriptor = active.descriptor, !active.sharesConnection else { return }
        poller.mask(descriptor, true)
    }

    /// Takes note of what libcurl asked for; a descriptor's new generation must be known before the next event.
    func absorbRequests() {
        let requests = multi.takeRequests()
        switch requests.timer {
        case .unchanged: break
        case .never: curlDue = nil
        case .after(let milliseconds): curlDue = now + .milliseconds(milliseconds)
        }
        for request in requests.sockets { absorb(request) }
    }

    private func absorb(_ request: SocketRequest) {
        let descriptor = request.descriptor
        switch request.interest {
        case .read: poller.want(descriptor, read: true, write: false)
        case .write: poller.want(descriptor, read: false, write: true)
        case .readAndWrite: poller.want(descriptor, read: true, write: true)
        case .nothing: poller.want(descriptor, read: false, write: false)
        case .remove: poller.forget(descriptor)
        }
        let isRemoved = request.interest == .remove
        if isRemoved { memory.forget(descriptor) }
        guard let active = byHandle[request.easy] else { return }
        active.descriptor = isRemoved ? nil : descriptor
        if !isRemoved, !active.sharesConnection { memory.note(active, on: descriptor) }
    }

    func endCompleted() {
        var left = Self.endingsPerTurn
        defer { hasCompletedLeft = left == 0 }
        while left > 0, let (id, result) = multi.nextCompleted() {
            left -= 1
            guard let active = byHandle[id] else { continue }
            active.isDone = true
            active.hasEndedWell = result.isGood
            if active.isEnded {
                doneAfterItsEnd(active)
                continue
            }
            if active.metClosedConnection, startOver(active) { continue }
            end(active, active.failure ?? active.outcome(result))
        }
    }

    /// Connects anew for a transfer whose request was not sent; false when libcurl refuses.
    private func startOver(_ active: ActiveTransfer) -> Bool {
        guard let easy = active.easy else { return false }
        active.startsOver()
        multi.remove(easy)
        active.isAdded = multi.add(easy)
        absorbRequests()
        return active.isAdded
    }

    /// A multi handle that failed is finished, and so is all that ran on it.
    private func rebuild() {
        endAll(HTTPTransportError(.internalFailure, "libcurl's multi handle failed", requestMayHaveArrived: true))
        while let active = leaving.popFirst() { release(active) }
        for active in Array(byHandle.values) { takeBack(active) }
        replaceMulti()
    }

    /// Nothing in libcurl closes an idle connection while no request is made: the peer's end of it would be left
    /// unanswered for as long.
    func closeIdle() {
        guard let due = closeIdleDue, due <= now else { return }
        closeIdleDue = nil
        replaceMulti()
    }

    private func replaceMulti() {
        guard let fresh = try? MultiHandle(settings) else { return }
        poller.forgetAll()
        memory = TransferMemory()
        multi = fresh
        curlDue = nil
    }
}
