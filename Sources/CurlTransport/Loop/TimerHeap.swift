/// What sits in a ``TimerHeap``; the heap keeps the position up to date.
protocol TimerHeapMember: AnyObject {
    /// Its position.
    ///
    /// Nil outside the heap.
    var heapPosition: Int? { get set }
}

/// A binary heap of deadlines: the nearest is at hand, every change costs O(log n).
struct TimerHeap<Member: TimerHeapMember> {
    /// When each member is due.
    ///
    /// Beside the members, since comparing must not touch them: thousands may come due at once.
    private var dues: [MonotonicTime] = []
    private var members: [Member] = []

    /// The member that is due next.
    var first: Member? { members.first }

    /// When the next member is due.
    var firstDue: MonotonicTime? { dues.first }

    /// Adds a member, or moves one that is in already.
    mutating func set(_ member: Member, due: MonotonicTime) {
        guard let position = member.heapPosition else {
            dues.append(due)
            members.append(member)
            return siftUp(member, due, from: members.count - 1)
        }
        sift(member, due, from: position)
    }

    /// Takes a member out; one that is not in is left alone.
    mutating func remove(_ member: Member) {
        guard let position = member.heapPosition else { return }
        let last = members.removeLast()
        let due = dues.removeLast()
        member.heapPosition = nil
        if position < members.count { sift(last, due, from: position) }
    }

    /// Finds the place of a member that may have to go either way from a position that is free.
    private mutating func sift(_ member: Member, _ due: MonotonicTime, from position: Int) {
        if position > 0, due < dues[(position - 1) / 2] {
            siftUp(member, due, from: position)
        } else {
            siftDown(member, due, from: position)
        }
    }

    private mutating func siftUp(_ member: Member, _ due: MonotonicTime, from start: Int) {
        var position = start
        while position > 0 {
            let parent = (position - 1) / 2
            guard due < dues[parent] else { break }
            place(members[parent], dues[parent], at: position)
            position = parent
        }
        place(member, due, at: position)
    }

    private mutating func siftDown(_ member: Member, _ due: MonotonicTime, from start: Int) {
        var position = start
        while true {
            let left = 2 * position + 1
            guard left < dues.count else { break }
            let right = left + 1
            let least = right < dues.count && dues[right] < dues[left] ? right : left
            guard dues[least] < due else { break }
            place(members[least], dues[least], at: position)
            position = least
        }
        place(member, due, at: position)
    }

    private mutating func place(_ member: Member, _ due: MonotonicTime, at position: Int) {
        dues[position] = due
        members[position] = member
        member.heapPosition = position
    }
}
