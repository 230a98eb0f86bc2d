internal import HTTPTransport

/// A transfer's way through the loop: admitted, let through, started, ended, released.
extension LoopDriver {
    /// How many ended transfers leave libcurl in one turn: closing a socket takes some 30 µs, and the others must not
    /// wait for thousands of them.
    private static let releasesPerTurn = 64
    /// How many handles are kept for further transfers, some 6 KB each: making one costs more than most requests.
    private static let maximumSpareHandles = 64
    /// How many transfers end in one turn: telling a reader takes some 15 µs.
    static let endingsPerTurn = 256

    /// A slot is the transfer's own now.
    func admit(_ active: ActiveTransfer) {
        active.holdsSlot = true
        switch gate.arrived(active, at: active.transfer.origin) {
        case .connect: start(active)
        case .awaitAddress:
            active.connectingBegan()
            setTimer(active)
        case .queue: setTimer(active)
        }
    }

    /// Starts those that may connect since others are done with it.
    ///
    /// Not before libcurl has returned: no transfer can be added from within its callbacks.
    func letThrough() {
        while true {
            let (connecting, queued) = gate.letThrough()
            for active in queued where !active.isEnded {
                active.queueBegan()
                setTimer(active)
            }
            for active in connecting {
                if active.isEnded { gate.left(active.transfer.origin) } else { start(active) }
            }
            if connecting.isEmpty { return }
        }
    }

    private func start(_ active: ActiveTransfer) {
        active.isInGate = true
        let used = active.mayHaveUsedHandle ? spareHandles.popLast() : nil
        guard let easy = used ?? EasyHandle(settings) else {
            return end(active, .failed(HTTPTransportError(.internalFailure, "libcurl could not make a handle")))
        }
        active.begin(with: easy)
        if !suspectOrigins.isEmpty, suspectOrigins.remove(active.transfer.origin) != nil { easy.forgetName() }
        if byHandle.isEmpty { postponeKick() }
        byHandle[easy.id] = active
        active.connectingBegan()
        connecting(active)
        active.isAdded = multi.add(easy)
        absorbRequests()
        guard active.isAdded else {
            return end(active, .failed(HTTPTransportError(.internalFailure, "libcurl refused the transfer")))
        }
        setTimer(active)
    }

    /// The address of a transfer's host is known.
    func nameResolved(_ active: ActiveTransfer) { gate.nameResolved(active.transfer.origin) }
}

// MARK: The end

extension LoopDriver {
    /// Ends a transfer and tells its reader how.
    func end(_ active: ActiveTransfer, _ outcome: Transfer.StateMachine.Delivery.Outcome) {
        switch outcome {
        case .complete: statistics.completed += 1
        case .failed(let error):
            statistics.failed += 1
            if error.isAboutTheAddress { suspect(active.transfer.origin) }
        }
        let delivery = active.takeDelivery(outcome: outcome)
        leave(active)
        _ = active.transfer.deliver(delivery)
    }

    func endAll(_ error: HTTPTransportError) {
        for active in transfers.values where !active.isEnded { end(active, .failed(error)) }
    }

    /// Lets a transfer go that its reader gave up.
    func abandon(_ active: ActiveTransfer) {
        statistics.abandoned += 1
        leave(active)
    }

    /// A transfer is over for its reader.
    private func leave(_ active: ActiveTransfer) {
        active.ended()
        timers.remove(active)
        leaving.append(active)
    }

    func releaseLeaving() {
        var left = Self.releasesPerTurn
        while left > 0, let active = leaving.popFirst() {
            release(active)
            left -= 1
        }
    }

    /// Gives back what a transfer had.
    func release(_ active: ActiveTransfer) {
        let transfer = active.transfer
        transfers[ObjectIdentifier(transfer)] = nil
        if !awaitsLookup(active) { takeBack(active) }
        leaveGate(active)
        if active.holdsSlot { admissions.release(transfer.origin) } else { admissions.withdraw(transfer) }
        planClosingOfIdle()
    }

    /// Whether libcurl would hold the loop up until the name of an ended transfer is looked up.
    ///
    /// Such a transfer stays with libcurl, without anything else that it had, until it fails there.
    private func awaitsLookup(_ active: ActiveTransfer) -> Bool {
        guard library.waitsForLookups, active.isAdded, !active.isDone else { return false }
        return !active.progress.socketOpened && !active.progress.requestStarted
    }

    /// libcurl is done with a transfer that had ended before.
    func doneAfterItsEnd(_ active: ActiveTransfer) {
        guard transfers[ObjectIdentifier(active.transfer)] !== active else { return }
        takeBack(active)
        planClosingOfIdle()
    }

    private func planClosingOfIdle() {
        if transfers.isEmpty && byHandle.isEmpty { closeIdleDue = now + configuration.maximumIdleAge }
    }

    /// Takes a transfer out of libcurl's hands; its connection is closed unless the answer was read to its end.
    func takeBack(_ active: ActiveTransfer) {
        if let easy = active.easy { byHandle[easy.id] = nil }
        if let easy = active.easy, active.isAdded {
            if active.hasBegun { statistics.bytesSent += easy.bytesSent }
            active.isAdded = false
            // A masked socket that goes back to the pool must be watched again; one that is closed is forgotten.
            if let descriptor = active.descriptor { poller.mask(descriptor, false) }
            resetIfUnfinished(active)
            multi.remove(easy)
            absorbRequests()
        }
        if let handle = active.takeReusableHandle(), spareHandles.count < Self.maximumSpareHandles {
            spareHandles.append(handle)
        }
    }

    private func suspect(_ origin: Origin) {
        // A bound for a process that meets ever new origins; forgetting one costs at most an old address.
        if suspectOrigins.count >= 1024 { suspectOrigins.removeAll() }
        suspectOrigins.insert(origin)
    }
}

extension HTTPTransportError {
    /// Whether another address of the host might have done better.
    fileprivate var isAboutTheAddress: Bool { code == .connect || limit == .connect || code == .tls }
}

// MARK: What a turn brought

extension LoopDriver {
    /// Notes a transfer for the end of the turn.
    func touch(_ active: ActiveTransfer) {
        guard !active.isTouched else { return }
        active.isTouched = true
        touched.append(active)
    }

    /// Hands what the turn brought to the readers, each once.
    func flush() {
        // Two arrays take turns, so that none has to be made anew; one that others refer to would be.
        var flushing: [ActiveTransfer] = []
        swap(&flushing, &spareTouched)
        swap(&flushing, &touched)
        for active in flushing {
            active.isTouched = false
            guard !active.isEnded else { continue }
            if let failure = active.failure {
                end(active, failure)
            } else if active.windUpIsOver {
                abandon(active)
            } else {
                hand(active)
            }
        }
        flushing.removeAll(keepingCapacity: true)
        swap(&flushing, &spareTouched)
    }

    private func hand(_ active: ActiveTransfer) {
        if active.needsTimer { setTimer(active) }
        let result = active.transfer.deliver(active.takeDelivery())
        active.delivered(result)
        if result.resumeTransfer { toResume.append(active) }
    }
}
