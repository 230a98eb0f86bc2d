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
    ///
    /// At most so many in one turn: what is left is due at once, and bytes of other streams go first.
    func fireLimits() {
        var left = Self.endingsPerTurn
        defer { hasDueLeft = left == 0 }
        while left > 0, let nextLimit, nextLimit <= now, let active = timers.first {
            left -= 1
            active.transfer.expireWait(at: now)
            if active.windUpIsOver {
                abandon(active)
            } else if let error = active.firedLimit() {
                end(active, .failed(error))
            } else {
                setTimer(active)
            }
        }
        if let shutdown, shutdown.deadline <= now, !shutdown.isOver {
            // Once: none comes after it, and those that wait for their release would be looked at in each turn.
            self.shutdown?.isOver = true
            endAll(.shutDown)
        }
    }
}
