/// Who may connect now, at one loop: so many at a time to one origin, and the first one alone.
///
/// Where connections are shared, one at a time: whether there is room on a connection shows only once it is up, and
/// libcurl makes one for each transfer that finds none.
///
/// libcurl starts a thread for each name lookup and does not join those of the same name; so the first transfer goes
/// ahead until the address is known, and the others find it in the cache.
struct ConnectGate<Member> {
    /// What becomes of a member.
    enum Decision {
        /// It may connect.
        case connect
        /// It waits for the address that another one looks up.
        case awaitAddress
        /// It waits until fewer are connecting.
        case queue
    }

    private struct Place {
        var connecting = 0
        var isResolved = false
        var waiting = Queue<Member>()
    }

    private let limit: Int
    private(set) var sharing: ConnectionSharing
    private var places: [Origin: Place] = [:]
    /// Where somebody may be let through; true where the address has just become known.
    private var changed: [Origin: Bool] = [:]

    init(limit: Int, sharing: ConnectionSharing = ConnectionSharing(.nowhere)) {
        self.limit = limit
        self.sharing = sharing
    }

    private func limit(at origin: Origin) -> Int { sharing.isExpected(at: origin) ? 1 : limit }

    /// A member has come.
    mutating func arrived(_ member: Member, at origin: Origin) -> Decision {
        var place = places[origin] ?? Place()
        defer { places[origin] = place }
        if place.waiting.isEmpty, place.connecting < (place.isResolved ? limit(at: origin) : 1) {
            place.connecting += 1
            return .connect
        }
        place.waiting.append(member)
        return place.isResolved ? .queue : .awaitAddress
    }

    /// The origin's address is known.
    mutating func nameResolved(_ origin: Origin) {
        guard places[origin]?.isResolved == false else { return }
        places[origin]?.isResolved = true
        changed[origin] = true
    }

    /// A member that was let through is connected, or will never be.
    ///
    /// One that failed tells nothing of the others: they find out themselves.
    mutating func left(_ origin: Origin) {
        guard var place = places[origin] else { return }
        place.connecting -= 1
        guard place.waiting.isEmpty, changed.isEmpty else {
            places[origin] = place
            nameResolved(origin)
            changed[origin] = changed[origin] ?? false
            return
        }
        // Nobody is to be let through.
        place.isResolved = true
        places[origin] = place.connecting == 0 ? nil : place
    }

    /// An answer tells whether the origin's connections are shared.
    mutating func answered(_ origin: Origin, isShared: Bool) {
        guard sharing.answered(origin, isShared: isShared), places[origin]?.isResolved == true else { return }
        changed[origin] = changed[origin] ?? false
    }

    /// Whether somebody may have to be let through.
    var hasNews: Bool { !changed.isEmpty }

    /// The members that may connect now, and those that have waited for an address and must now wait for their turn.
    mutating func letThrough() -> (connecting: [Member], queued: [Member]) {
        guard hasNews else { return ([], []) }
        var connecting: [Member] = []
        var queued: [Member] = []
        for (origin, isNews) in changed {
            guard var place = places[origin] else { continue }
            let limit = limit(at: origin)
            while place.connecting < limit, let member = place.waiting.popFirst() {
                place.connecting += 1
                connecting.append(member)
            }
            if isNews { queued += place.waiting.all }
            places[origin] = place.connecting == 0 ? nil : place
        }
        changed.removeAll(keepingCapacity: true)
        return (connecting, queued)
    }
}
