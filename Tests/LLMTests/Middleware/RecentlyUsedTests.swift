import TestSupport
import Testing

@testable import LLM

@Suite("Values that were recently used")
struct RecentlyUsedTests {
    private func values(_ count: Int, size: Int = 100) -> RecentlyUsed<String, Int> {
        RecentlyUsed(maximumCount: count, maximumSize: size)
    }

    @Test func makeRoomForNewOnesByAge() {
        var values = values(2)
        values.insert(1, for: "a", size: 1)
        values.insert(2, for: "b", size: 1)
        #expect(values.use("a") == 1)
        values.insert(3, for: "c", size: 1)
        #expect(values.use("b") == nil)
        #expect(values.use("a") == 1)
        #expect(values.use("c") == 3)
        #expect(values.count == 2)
    }

    @Test func makeRoomForNewOnesBySize() {
        var values = values(9, size: 10)
        values.insert(1, for: "a", size: 4)
        values.insert(2, for: "b", size: 4)
        values.insert(3, for: "c", size: 7)
        #expect(values.count == 1)
        #expect(values.size == 7)
        #expect(values.use("c") == 3)
        values.insert(4, for: "d", size: 3)
        #expect(values.count == 2)
        #expect(values.size == 10)
    }

    @Test func leaveOutWhatIsTooLarge() {
        var values = values(9, size: 10)
        values.insert(1, for: "a", size: 4)
        values.insert(2, for: "b", size: 11)
        #expect(values.use("a") == 1)
        #expect(values.use("b") == nil)
        values.insert(3, for: "a", size: 11)
        #expect(values.use("a") == nil)
        #expect(values.size == 0)
    }

    @Test func replaceThoseOfTheSameKey() {
        var values = values(2)
        values.insert(1, for: "a", size: 5)
        values.insert(2, for: "a", size: 7)
        #expect(values.use("a") == 2)
        #expect(values.count == 1)
        #expect(values.size == 7)
    }

    @Test(arguments: [0, -1])
    func keepNothingWithoutRoom(maximum: Int) {
        var values = values(maximum)
        values.insert(1, for: "a", size: 1)
        #expect(values.count == 0)
        var empty = RecentlyUsed<String, Int>(maximumCount: 1, maximumSize: maximum)
        empty.insert(1, for: "a", size: 1)
        #expect(empty.count == 0)
    }

    @Test func areForgotten() {
        var values = values(3)
        for (number, key) in ["a", "b", "c"].enumerated() { values.insert(number, for: key, size: 1) }
        values.remove("b")
        values.remove("b")
        #expect(values.count == 2)
        values.removeAll()
        #expect(values.count == 0)
        #expect(values.size == 0)
        values.insert(9, for: "a", size: 1)
        #expect(values.use("a") == 9)
    }

    /// The same as a list that is searched, whatever is done.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func agreeWithASimpleList(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var values = RecentlyUsed<Int, Int>(maximumCount: 5, maximumSize: 20)
        var list: [(key: Int, value: Int, size: Int)] = []
        for step in 0..<500 {
            let key = Int.random(in: 0..<9, using: &random)
            let known = list.firstIndex { $0.key == key }.map { list.remove(at: $0) }
            switch Int.random(in: 0..<6, using: &random) {
            case 0: values.remove(key)
            case 1, 2:
                #expect(values.use(key) == known?.value)
                if let known { list.append(known) }
            default:
                let size = Int.random(in: 0..<8, using: &random)
                values.insert(step, for: key, size: size)
                list.append((key, step, size))
                while list.count > 5 || list.reduce(0, { $0 + $1.size }) > 20 { list.removeFirst() }
            }
            #expect(values.count == list.count)
            #expect(values.size == list.reduce(0) { $0 + $1.size })
        }
    }
}
