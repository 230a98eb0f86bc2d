/// Which streams share an HTTP/2 connection, known by its two ends.
struct SharedConnection: Hashable {
    var local: String
    var localPort: Int32
    var remote: String
    var remotePort: Int32
}

/// A stream that is given up must be reset at once, or its server goes on; libcurl 7.88 queues the reset until
/// something else is sent on the connection.
extension LoopDriver {
    /// A transfer runs on a connection that others may share.
    func joined(_ active: ActiveTransfer, _ connection: SharedConnection) {
        guard settings.speaksHTTP2 else { return }
        active.connection = connection
        streams[connection, default: []].insert(ObjectIdentifier(active.transfer))
    }

    /// A transfer is about to leave libcurl; if it was given up, its reset must go out.
    func resetIfUnfinished(_ active: ActiveTransfer) {
        guard let connection = active.connection else { return }
        let others = streams[connection]?.subtracting([ObjectIdentifier(active.transfer)]) ?? []
        streams[connection] = others.isEmpty ? nil : others
        guard !active.isDone else { return }
        // Nobody else could make libcurl send on this connection; it has no effect while others are on it.
        active.easy?.closeConnectionAfterUse()
        unsentResets.insert(connection)
    }

    /// Makes libcurl send what is queued on the connections of streams that were given up.
    func sendResets() {
        for connection in unsentResets {
            let others = streams[connection] ?? []
            // Those that are paused must stay so; another one's traffic, or their own resumption, sends it then.
            let sibling = others.lazy.compactMap { self.transfers[$0] }.first { !$0.isEnded && !$0.isPaused }
            sibling?.easy?.serveConnection()
            absorbRequests()
        }
        unsentResets.removeAll(keepingCapacity: true)
    }

    /// libcurl 7.88 overlooks the end of an answer that came whole before its request was sent, and the socket has
    /// nothing more to tell: once the request is sent, libcurl is made to look again.
    func serveAnsweredEarly() {
        let early = answeredEarly
        answeredEarly.removeAll()
        for active in early where !active.isEnded && active.isAdded {
            if !active.isRequestSent {
                answeredEarly.append(active)
            } else if !active.isPaused {
                active.easy?.serveConnection()
            }
        }
        absorbRequests()
    }
}
