/// Until a server's SETTINGS are read, libcurl takes it that an HTTP/2 connection has room for a hundred streams, and
/// the server refuses those beyond its limit. The transfer that makes the connection therefore stays in the gate, where
/// it holds up the others of its origin, until they can be expected to have come.
extension LoopDriver {
    /// A connection that is being made, or has carried nothing but the request of the transfer that made it.
    struct NewConnection {
        let first: ActiveTransfer
        /// Nil while it is being made.
        var made: MonotonicTime?
        /// When the others follow, whether or not anything else has come.
        ///
        /// Nil when they have: they no longer wait for this one.
        var settled: MonotonicTime?
    }

    /// SETTINGS come with the first bytes after the handshake, or right behind those that are TLS's own.
    private static let settlingTime = Duration.milliseconds(20)
    /// A server that is silent for so long after the handshake does not hold the others up.
    private static let maximumSettlingTime = Duration.milliseconds(500)
    /// A server that takes so long to shake hands may never do: the others try another connection.
    private static let patience = Duration.seconds(2)

    /// A transfer begins to connect.
    func connecting(_ active: ActiveTransfer) {
        let origin = active.transfer.origin
        guard gate.sharing.isExpected(at: origin) else { return }
        let isOvertaking = settling.contains { $0.settled == nil && $0.first.transfer.origin == origin }
        if isOvertaking { active.easy?.makeOwnConnection() }
        settling.append(NewConnection(first: active, made: nil, settled: now + Self.patience))
    }

    /// A transfer has its connection.
    func connected(_ active: ActiveTransfer) {
        let index = settling.isEmpty ? nil : settling.firstIndex { $0.first === active && $0.made == nil }
        guard active.isInGate || index != nil else { return }
        let isReused = active.easy?.isReused ?? false
        if isReused { statistics.reusedConnections += 1 } else { statistics.newConnections += 1 }
        if let index, active.isInGate, !isReused, gate.sharing.isExpected(at: active.transfer.origin) {
            settling[index] = NewConnection(first: active, made: now, settled: now + Self.maximumSettlingTime)
        } else {
            if let index { settling.remove(at: index) }
            leaveGate(active)
        }
    }

    /// Bytes have come on a socket, and libcurl has read them.
    func heard(on descriptor: Int32) {
        guard work.contains(.settling) else { return }
        for index in settling.indices where settling[index].first.descriptor == descriptor {
            // What came in the turn in which it was made was still the handshake.
            guard let made = settling[index].made, made < now, let settled = settling[index].settled else { continue }
            settling[index].settled = min(settled, now + Self.settlingTime)
        }
    }

    /// Lets the others follow where the SETTINGS of a new connection have come: an answer comes after them.
    func settleConnections() {
        for index in settling.indices {
            let connection = settling[index]
            let first = connection.first
            guard let settled = connection.settled, settled <= now || first.progress.headStarted || first.isEnded
            else { continue }
            settling[index].settled = nil
            leaveGate(first)
        }
        // One that is still being made is kept, so that those that overtake it make connections of their own.
        settling.removeAll { $0.first.isEnded || ($0.settled == nil && $0.made != nil) }
    }

    func leaveGate(_ active: ActiveTransfer) {
        guard active.isInGate else { return }
        active.isInGate = false
        gate.left(active.transfer.origin)
    }
}
