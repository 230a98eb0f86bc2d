internal import HTTPTransport

/// What other threads ask for.
extension LoopDriver {
    /// When and for whom the loop ends.
    struct Shutdown {
        /// When running transfers are ended.
        var deadline: MonotonicTime
        var whenDone: [CheckedContinuation<Void, Never>]
        /// Running transfers were ended.
        var isOver = false
    }

    /// Cancels come first, since they make room, then resumes, then new transfers.
    func obey(_ commands: [Command]) {
        // By position, since a loop over the elements copies each of them.
        for position in commands.indices { if case .cancel(let transfer) = commands[position] { abandon(transfer) } }
        for position in commands.indices {
            switch commands[position] {
            case .resume(let transfer): if let active = find(transfer) { toResume.append(active) }
            case .feed(let transfer, let block): feed(transfer, block)
            case .windUp(let transfer): windUp(transfer)
            case .watch(let transfer): if let active = find(transfer) { setTimer(active) }
            case .cancel, .execute, .start, .report, .shutDown: break
            }
        }
        for position in commands.indices {
            switch commands[position] {
            case .execute(let transfer): execute(transfer)
            case .start(let transfer): start(transfer)
            case .report(let continuation): continuation.resume(returning: snapshot())
            case .shutDown(let mode, let whenDone): beginShutdown(mode, whenDone)
            case .cancel, .feed, .resume, .windUp, .watch: break
            }
        }
    }

    func find(_ transfer: Transfer) -> ActiveTransfer? { transfers[ObjectIdentifier(transfer)] }

    private func execute(_ transfer: Transfer) {
        guard shutdown == nil else { return transfer.fail(.shutDown) }
        guard !transfer.isCancelled else { return }
        let active = ActiveTransfer(transfer, loop: self)
        transfers[ObjectIdentifier(transfer)] = active
        closeIdleDue = nil
        // One that starts at once has its limit set then.
        if admissions.request(transfer) { admit(active) } else { setTimer(active) }
    }

    /// A transfer's turn has come; one that has ended meanwhile passes it on.
    private func start(_ transfer: Transfer) {
        guard let active = find(transfer), !active.isEnded else { return admissions.release(transfer.origin) }
        admit(active)
    }

    private func abandon(_ transfer: Transfer) {
        guard let active = find(transfer), !active.isEnded else { return }
        abandon(active)
    }

    private func windUp(_ transfer: Transfer) {
        guard let active = find(transfer), !active.isEnded else { return }
        active.windingUpBegan()
        if active.windUpIsOver { abandon(active) } else { setTimer(active) }
    }

    private func beginShutdown(_ mode: ShutdownMode, _ whenDone: CheckedContinuation<Void, Never>?) {
        let deadline =
            switch mode {
            case .graceful(let time): now + time
            case .immediate: now
            }
        let earlier = shutdown.map { min($0.deadline, deadline) } ?? deadline
        shutdown = Shutdown(
            deadline: earlier, whenDone: (shutdown?.whenDone ?? []) + (whenDone.map { [$0] } ?? []))
    }

    /// Answers commands that came too late; returns who waits for the end.
    func refuseRemaining(_ commands: [Command]) -> [CheckedContinuation<Void, Never>] {
        var waiting: [CheckedContinuation<Void, Never>] = []
        for command in commands {
            switch command {
            case .execute(let transfer): transfer.fail(.shutDown)
            case .start(let transfer): admissions.release(transfer.origin)
            case .report(let continuation): continuation.resume(returning: snapshot())
            case .shutDown(_, let whenDone): if let whenDone { waiting.append(whenDone) }
            case .feed, .resume, .cancel, .windUp, .watch: break
            }
        }
        return waiting
    }

    private func snapshot() -> CurlTransport.Snapshot {
        var snapshot = statistics
        snapshot.sockets = poller.socketCount
        for active in transfers.values {
            snapshot.bytesBuffered += active.upload?.buffered ?? 0
            switch active.watch.phase {
            case .queued: snapshot.queued += 1
            case .connecting: snapshot.connecting += 1
            case .sending, .awaitingHead: snapshot.awaitingHead += 1
            case .receiving: snapshot.receiving += 1
            case .paused: snapshot.paused += 1
            case .windingUp, .ended: snapshot.ending += 1
            }
        }
        return snapshot
    }
}
