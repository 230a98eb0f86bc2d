@testable import LLM
import TestSupport
import Testing

@Suite("A line of those who wait")
struct WaitingLineTests {
    @Test("first come, first served, and whoever leaves is passed over")
    func order() {
        var line = RateLimiter.WaitingLine<String>()
        for (id, name) in [(7, "a"), (3, "b"), (9, "c"), (4, "d")] as [(UInt64, String)] { line.append(name, as: id) }
        #expect(line.head?.element == "a")
        #expect(line.remove(3) == "b")
        #expect(line.remove(3) == nil)
        #expect(line.remove(7) == "a")
        #expect(line.head?.element == "c")
        #expect(line.all.map(\.element) == ["c", "d"])
        #expect(line.remove(9) == "c")
        #expect(line.remove(4) == "d")
        #expect(line.head == nil)
        line.append("e", as: 10)
        #expect(line.head?.element == "e")
        #expect(line.count == 1)
    }

    @Test("agrees with a plain list whatever happens", arguments: 0..<10 as Range<UInt64>)
    func model(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var line = RateLimiter.WaitingLine<UInt64>()
        var list: [UInt64] = []
        for id in 0..<2000 as Range<UInt64> {
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                line.append(id, as: id)
                list.append(id)
            case 2 where !list.isEmpty:
                #expect(line.remove(list[0]) == list.removeFirst())
            case 3 where !list.isEmpty:
                let place = Int.random(in: list.indices, using: &random)
                #expect(line.remove(list[place]) == list.remove(at: place))
            default:
                #expect(line.remove(id) == nil)
            }
            #expect(line.head?.element == list.first)
            #expect(line.count == list.count)
        }
        #expect(line.all.map(\.element) == list)
    }
}
