@testable import LLM
import TestSupport
import Testing

@Suite("How many calls may be doubled")
struct HedgeBudgetTests {
    @Test("of n calls at most share × n + burst", arguments: 0..<10 as Range<UInt64>)
    func bound(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let share = Double.random(in: 0...1, using: &random)
        let burst = Int.random(in: 1...20, using: &random)
        var budget = HedgeBudget(share: share, burst: burst)
        var doubled: [Bool] = []
        for _ in 1...500 {
            budget.callMade()
            doubled.append(Double.random(in: 0...1, using: &random) < 0.7 && budget.spend())
        }
        let excess = doubled.indices.map { first in
            var sum = 0
            return (first..<doubled.count).map { last in
                if doubled[last] { sum += 1 }
                return Double(sum) - share * Double(last - first + 1)
            }.max() ?? 0
        }
        #expect(excess.max() ?? 0 <= Double(burst) + 1e-3)
    }

    @Test("ten tenths are one")
    func tenths() {
        var budget = HedgeBudget(share: 0.1, burst: 1)
        #expect(budget.spend() == true)
        for _ in 1...9 {
            budget.callMade()
            #expect(budget.spend() == false)
        }
        budget.callMade()
        #expect(budget.spend() == true)
    }

    @Test("what is not used is saved up to the burst")
    func burst() {
        var budget = HedgeBudget(share: 1, burst: 2)
        for _ in 1...100 { budget.callMade() }
        #expect(budget.spend() == true)
        #expect(budget.spend() == true)
        #expect(budget.spend() == false)
    }
}
