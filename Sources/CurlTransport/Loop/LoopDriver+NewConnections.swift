/// Until a server's SETTINGS are read, libcurl takes it that an HTTP/2 connection has room for a hundred streams, and
/// the server refuses those beyond its limit. The transfer that made the connection therefore stays in the gate, where
/// it holds up the others of its origin, until they can be expected to have come.
extension LoopDriver {
    /// A connection that has carried nothing but the request of the transfer that made it.
    struct NewConnection {
        let first: ActiveTransfer
        let made: ContinuousClock.Instant
        /// When the others follow, whether or not anything else has come.
        var settled: ContinuousClock.Instant
    }

    /// SETTINGS come with the first bytes after the handshake, or right behind those that are TLS's own.
    private static let settlingTime = Duration.milliseconds(20)
    /// A server that is silent for so long after the handshake does not hold the others up.
    private static let maximumSettlingTime = Duration.milliseconds(500)

    /// A transfer has its connection.
    func connected(_ active: ActiveTransfer) {
        guard active.isInGate else { return }
        let isReused = active.easy.isReused
        if isReused { statistics.reusedConnections += 1 } else { statistics.newConnections += 1 }
        if !isReused, gate.sharing.isExpected(at: active.transfer.origin) {
            settling.append(NewConnection(first: active, made: now, settled: now + Self.maximumSettlingTime))
        } else {
            leaveGate(active)
        }
    }

    /// Bytes have come on a socket, and libcurl has read them.
    func heard(on descriptor: Int32) {
        for index in settling.indices where settling[index].first.descriptor == descriptor {
            // What came in the turn in which it was made was still the handshake.
            guard settling[index].made < now else { continue }
            settling[index].settled = min(settling[index].settled, now + Self.settlingTime)
        }
    }

    /// Lets the others follow where the SETTINGS of a new connection have come: an answer comes after them.
    func settleConnections() {
        settling.removeAll { connection in
            let first = connection.first
            guard connection.settled <= now || first.progress.headStarted || first.isEnded else { return false }
            leaveGate(first)
            return true
        }
    }

    func leaveGate(_ active: ActiveTransfer) {
        guard active.isInGate else { return }
        active.isInGate = false
        gate.left(active.transfer.origin)
    }
}
