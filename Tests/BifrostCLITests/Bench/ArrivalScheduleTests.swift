import Testing

@testable import BifrostCLI

struct ArrivalScheduleTests {
    private func arrivals(_ pattern: ArrivalPattern, rate: Double, seed: UInt64 = 1, count: Int) -> [Duration] {
        var schedule = ArrivalSchedule(rate: rate, pattern: pattern, random: SeededRandom(seed: seed))
        return (0..<count).map { _ in schedule.next() }
    }

    @Test
    func `Constant arrivals are even, and do not drift`() {
        #expect(arrivals(.constant, rate: 4, count: 3) == [.zero, .milliseconds(250), .milliseconds(500)])
        let late = arrivals(.constant, rate: 3, count: 300_001).last
        #expect(late == .seconds(100_000))
    }

    @Test
    func `Strangers come at the rate on average, and in bursts`() {
        let arrivals = arrivals(.poisson, rate: 50, count: 20_000)
        let gaps = zip(arrivals, arrivals.dropFirst()).map { $1 - $0 }
        #expect(gaps.allSatisfy { $0 >= .zero })
        let mean = (arrivals.last ?? .zero) / .seconds(1) / 20_000
        #expect(abs(mean - 0.02) < 0.001)
        // Exponentially distributed times are shorter than the mean in 63 of 100 cases, and than a tenth in 9.5.
        let share = Double(gaps.count { $0 < .milliseconds(20) }) / Double(gaps.count)
        #expect(abs(share - 0.632) < 0.02)
        let short = Double(gaps.count { $0 < .milliseconds(2) }) / Double(gaps.count)
        #expect(abs(short - 0.095) < 0.02)
    }

    @Test
    func `The same seed brings the same arrivals`() {
        #expect(arrivals(.poisson, rate: 1, seed: 7, count: 9) == arrivals(.poisson, rate: 1, seed: 7, count: 9))
        #expect(arrivals(.poisson, rate: 1, seed: 7, count: 9) != arrivals(.poisson, rate: 1, seed: 8, count: 9))
    }
}
