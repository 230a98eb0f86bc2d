/// What sits in a ``TimerHeap``; the heap keeps the position up to date.
protocol TimerHeapMember: AnyObject {
    /// When it is due.
    ///
    /// Changed through the heap only.
    var due: ContinuousClock.Instant { get set }
    /// Its position.
    ///
    /// Nil outside the heap.
    var heapPosition: Int? { get set }
}

/// A binary heap of deadlines: the nearest is at hand, every change costs O(log n).
struct TimerHeap<Member: TimerHeapMember> {
    private var members: [Member] = []

    /// The member that is due next.
    var first: Member? { members.first }

    /// Adds a member, or moves one that is in already.
    mutating func set(_ member: Member, due: ContinuousClock.Instant) {
        member.due = due
        let position: Int
        if let known = member.heapPosition {
            position = known
        } else {
            position = members.count
            members.append(member)
            member.heapPosition = position
        }
        siftDown(siftUp(position))
    }

    /// Takes a member out; one that is not in is left alone.
    mutating func remove(_ member: Member) {
        guard let position = member.heapPosition else { return }
        let last = members.removeLast()
        member.heapPosition = nil
        guard position < members.count else { return }
        place(last, at: position)
        siftDown(siftUp(position))
    }

    private mutating func siftUp(_ start: Int) -> Int {
        var position = start
        while position > 0 {
            let parent = (position - 1) / 2
            guard members[position].due < members[parent].due else { break }
            swap(position, parent)
            position = parent
        }
        return position
    }

    private mutating func siftDown(_ start: Int) {
        var position = start
        while true {
            let left = 2 * position + 1
            guard left < members.count else { return }
            let right = left + 1
            let least = right < members.count && members[right].due < members[left].due ? right : left
            guard members[least].due < members[position].due else { return }
            swap(position, least)
            position = least
        }
    }

    private mutating func swap(_ one: Int, _ other: Int) {
        let member = members[one]
        place(members[other], at: one)
        place(member, at: other)
    }

    private mutating func place(_ member: Member, at position: Int) {
        members[position] = member
        member.heapPosition = position
    }
}
