internal import HTTPTransport

/// Every wait has its limit, and one heap holds them all.
extension LoopDriver {
    func setTimer(_ active: ActiveTransfer) {
        active.needsTimer = false
        guard !active.isEnded else { return }
        let due = active.transfer.beginWatch(active.watch.deadline)
        if let due { timers.set(active, due: due) } else { timers.remove(active) }
    }

    /// Ends what is due; the heap's entry of a transfer that has received bytes since is only set anew.
    func fireLimits() {
        while let active = timers.first, active.due <= now {
            active.transfer.expireWait(at: now)
            if active.windUpIsOver {
                statistics.abandoned += 1
                leave(active)
            } else if let error = active.firedLimit() {
                end(active, .failed(error))
            } else {
                setTimer(active)
            }
        }
        if let shutdown, shutdown.deadline <= now { endAll(.shutDown) }
    }
}
