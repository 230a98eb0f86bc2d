/// Which exchanges of a recording are still to be played.
struct ReplayScript {
    private let exchanges: [Recording.Exchange]
    private let requests: [ComparableRequest]
    private let matching: ReplayingTransport.Matching
    private var left: [Int]

    init(_ exchanges: [Recording.Exchange], _ matching: ReplayingTransport.Matching) {
        self.exchanges = exchanges
        self.matching = matching
        requests = exchanges.map { ComparableRequest($0.request) }
        left = Array(exchanges.indices)
    }

    var unplayed: [Recording.Exchange] { left.map { exchanges[$0] } }

    /// Takes the exchange that answers a request; each is taken once.
    mutating func take(for request: Recording.Request) throws(ReplayMismatch) -> Recording.Exchange {
        let sent = ComparableRequest(request)
        let place =
            switch matching {
            case .request: left.firstIndex { requests[$0] == sent }
            case .order: left.indices.first.flatMap { requests[left[$0]].isOfTheSameKind(as: sent) ? $0 : nil }
            }
        guard let place else { throw mismatch(request, sent) }
        return exchanges[left.remove(at: place)]
    }

    private func mismatch(_ request: Recording.Request, _ sent: ComparableRequest) -> ReplayMismatch {
        let candidates = matching == .order ? Array(left.prefix(1)) : left
        let alike = candidates.filter { requests[$0].isOfTheSameKind(as: sent) }
            .map { (position: $0, differences: requests[$0].differences(to: sent)) }
        guard let closest = alike.min(by: { $0.differences.count < $1.differences.count }) else {
            let lines = candidates.isEmpty ? ["- nothing"] : candidates.map { "- \(requests[$0].line)" }
            return ReplayMismatch(request: request, differences: lines + ["+ \(sent.line)"])
        }
        return ReplayMismatch(
            request: request, closest: exchanges[closest.position].request, differences: closest.differences)
    }
}
