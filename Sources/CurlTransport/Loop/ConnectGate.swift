/// Who may connect now, at one loop: so many at a time to one origin, and the first one alone.
///
/// libcurl starts a thread for each name lookup and does not join those of the same name; so the first transfer goes
/// ahead until the address is known, and the others find it in the cache.
struct ConnectGate<Member> {
    private struct Place {
        var connecting = 0
        var isResolved = false
        var waiting = Queue<Member>()
    }

    private let limit: Int
    private var places: [Origin: Place] = [:]
    /// Where somebody may be let through.
    private var changed: Set<Origin> = []

    init(limit: Int) { self.limit = limit }

    /// A member has come; true when it may connect, false when it waits.
    mutating func arrived(_ member: Member, at origin: Origin) -> Bool {
        var place = places[origin] ?? Place()
        defer { places[origin] = place }
        if place.waiting.isEmpty, place.connecting < limit(of: place) {
            place.connecting += 1
            return true
        }
        place.waiting.append(member)
        return false
    }

    /// The origin's address is known.
    mutating func nameResolved(_ origin: Origin) {
        guard places[origin]?.isResolved == false else { return }
        places[origin]?.isResolved = true
        changed.insert(origin)
    }

    /// A member that was let through is connected, or will never be.
    ///
    /// One that failed tells nothing of the others: they find out themselves.
    mutating func left(_ origin: Origin) {
        places[origin]?.connecting -= 1
        places[origin]?.isResolved = true
        changed.insert(origin)
    }

    /// The members that may connect now.
    mutating func letThrough() -> [Member] {
        var members: [Member] = []
        for origin in changed {
            guard var place = places[origin] else { continue }
            while place.connecting < limit(of: place), let member = place.waiting.popFirst() {
                place.connecting += 1
                members.append(member)
            }
            places[origin] = place.connecting == 0 ? nil : place
        }
        changed.removeAll(keepingCapacity: true)
        return members
    }

    private func limit(of place: Place) -> Int { place.isResolved ? limit : 1 }
}
