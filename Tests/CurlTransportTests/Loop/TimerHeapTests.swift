import TestSupport
import Testing

@testable import CurlTransport

@Suite("The heap of deadlines")
struct TimerHeapTests {
    private final class Member: TimerHeapMember {
        var due = MonotonicTime.now
        var heapPosition: Int?
    }

    @Test("the nearest comes first, whatever was added, moved and removed", arguments: 0..<20)
    func ordered(seed: Int) {
        var random = SplitMix64(state: UInt64(seed))
        let origin = MonotonicTime.now
        var heap = TimerHeap<Member>()
        var inside: [Member] = []
        for _ in 0..<500 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where !inside.isEmpty:
                heap.remove(inside.remove(at: .random(in: inside.indices, using: &random)))
            case 1 where !inside.isEmpty:
                let member = inside[.random(in: inside.indices, using: &random)]
                member.due = origin + .milliseconds(Int.random(in: 0..<1000, using: &random))
                heap.set(member, due: member.due)
            default:
                let member = Member()
                inside.append(member)
                member.due = origin + .milliseconds(Int.random(in: 0..<1000, using: &random))
                heap.set(member, due: member.due)
            }
            #expect(heap.firstDue == inside.map(\.due).min())
        }
        while let first = heap.first {
            #expect(heap.firstDue == first.due)
            #expect(first.due == inside.map(\.due).min())
            inside.removeAll { $0 === first }
            heap.remove(first)
            #expect(first.heapPosition == nil)
        }
        #expect(inside.isEmpty)
    }

    @Test("removing what is not in it changes nothing")
    func removeUnknown() {
        var heap = TimerHeap<Member>()
        let known = Member()
        heap.set(known, due: .now)
        heap.remove(Member())
        #expect(heap.first === known)
    }
}
