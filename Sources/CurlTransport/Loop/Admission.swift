/// Who may transfer now and who waits: at most so many in all, and so many to one origin.
///
/// Fair: first come, first served within an origin; origins take turns. An origin at its limit holds up nobody else.
struct Admission<Member: Hashable> {
    private struct Place {
        var running = 0
        var waiting = Queue<Member>()
        /// Members in `waiting` that have left since.
        var left = 0
        /// In `turns`.
        var hasTurn = false

        var isEmpty: Bool { running == 0 && waiting.count == left }
    }

    private let maximum: Int
    private let maximumPerOrigin: Int
    private var places: [Origin: Place] = [:]
    private var turns = Queue<Origin>()
    private var waitingMembers: Set<Member> = []
    private(set) var running = 0

    init(maximum: Int, maximumPerOrigin: Int) {
        self.maximum = maximum
        self.maximumPerOrigin = maximumPerOrigin
    }

    /// How many wait.
    var waiting: Int { waitingMembers.count }

    /// A member has come; true when it may start, false when it waits.
    mutating func arrived(_ member: Member, at origin: Origin) -> Bool {
        if running < maximum, places[origin]?.running ?? 0 < maximumPerOrigin {
            running += 1
            places[origin, default: Place()].running += 1
            return true
        }
        waitingMembers.insert(member)
        places[origin, default: Place()].waiting.append(member)
        offerTurn(to: origin)
        return false
    }

    /// A member gave up waiting; false when it does not wait any more, since its turn has come.
    mutating func withdrawn(_ member: Member, from origin: Origin) -> Bool {
        guard waitingMembers.remove(member) != nil else { return false }
        places[origin]?.left += 1
        tidy(origin)
        return true
    }

    /// A member that had started is done; returns those whose turn it is now.
    mutating func released(_ origin: Origin) -> [Member] {
        running -= 1
        places[origin]?.running -= 1
        offerTurn(to: origin)
        tidy(origin)
        return takeTurns()
    }

    private mutating func takeTurns() -> [Member] {
        var started: [Member] = []
        while running < maximum, let origin = turns.popFirst() {
            places[origin]?.hasTurn = false
            guard let member = nextWaiting(at: origin) else { continue }
            running += 1
            places[origin]?.running += 1
            started.append(member)
            offerTurn(to: origin)
        }
        return started
    }

    private mutating func nextWaiting(at origin: Origin) -> Member? {
        while let member = places[origin]?.waiting.popFirst() {
            if waitingMembers.remove(member) != nil { return member }
            places[origin]?.left -= 1
        }
        return nil
    }

    private mutating func offerTurn(to origin: Origin) {
        guard let place = places[origin], !place.hasTurn, place.waiting.count > place.left,
            place.running < maximumPerOrigin
        else { return }
        places[origin]?.hasTurn = true
        turns.append(origin)
    }

    /// Drops what is left behind, at a cost that stays constant per member.
    private mutating func tidy(_ origin: Origin) {
        guard let place = places[origin] else { return }
        if place.isEmpty && !place.hasTurn {
            places[origin] = nil
        } else if place.left > 16, place.left * 2 > place.waiting.count {
            places[origin]?.waiting.removeAll { !waitingMembers.contains($0) }
            places[origin]?.left = 0
        }
    }
}
