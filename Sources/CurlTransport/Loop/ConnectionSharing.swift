/// Which origins' connections are expected to carry several streams (HTTP/2).
struct ConnectionSharing {
    /// Where HTTP/2 may be spoken.
    enum Reach { case nowhere, overTLS, everywhere }

    private let reach: Reach
    /// Origins that have answered in HTTP/1.1.
    private var without: Set<Origin> = []

    init(_ reach: Reach) { self.reach = reach }

    func isExpected(at origin: Origin) -> Bool {
        switch reach {
        case .nowhere: false
        case .overTLS: origin.isSecure && !without.contains(origin)
        case .everywhere: true
        }
    }

    /// An answer tells which version an origin speaks; true when that is news.
    mutating func answered(_ origin: Origin, isShared: Bool) -> Bool {
        guard reach == .overTLS, origin.isSecure else { return false }
        if isShared { return without.remove(origin) != nil }
        // A bound for a process that meets ever new origins; forgetting one costs it some slow connects.
        if without.count >= 1024 { without.removeAll() }
        return without.insert(origin).inserted
    }
}
