import Testing

@testable import BifrostCLI

struct LatenciesTests {
    @Test
    func `Percentiles are within a thousandth`() throws {
        var latencies = Latencies()
        for millisecond in 1...10_000 { latencies.record(.milliseconds(millisecond)) }
        for (percent, expected) in [(50.0, 5e6), (90, 9e6), (99, 9.9e6), (99.9, 9.99e6)] {
            let value = try #require(latencies.percentile(percent))
            #expect(abs(value / expected - 1) < 0.0011, "\(percent)%: \(value)")
        }
        #expect(abs((latencies.maximum ?? 0) / 1e7 - 1) < 0.0011)
        #expect(latencies.count == 10_000)
    }

    @Test
    func `Nothing recorded is nothing told`() {
        let latencies = Latencies()
        #expect(latencies.percentile(50) == nil && latencies.maximum == nil && latencies.mean == nil)
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .nanoseconds(1), .seconds(10 * 3600)])
    func `Any length can be recorded`(duration: Duration) {
        var latencies = Latencies()
        latencies.record(duration)
        #expect(latencies.count == 1)
    }

    @Test
    func `A stall stands for the calls that were not made meanwhile`() {
        var (plain, corrected) = (Latencies(), Latencies())
        for _ in 0..<99 {
            plain.record(.milliseconds(10))
            corrected.record(.milliseconds(10), expectedInterval: .milliseconds(100))
        }
        plain.record(.seconds(10))
        corrected.record(.seconds(10), expectedInterval: .milliseconds(100))
        #expect(plain.count == 100 && corrected.count == 199)
        // The stall took half of the time, and one call of a hundred.
        #expect((plain.percentile(75) ?? 0) < 11_000)
        #expect((corrected.percentile(75) ?? 0) > 4_900_000)
    }

    @Test
    func `Histograms add up`() {
        var (one, other) = (Latencies(), Latencies())
        one.record(.milliseconds(1))
        other.record(.seconds(1000))
        one.add(other)
        #expect(one.count == 2 && (one.maximum ?? 0) > 999_000_000)
    }

    @Test
    func `Stretches grow with the test, and lose nothing`() {
        var series = TimeSeries()
        for second in 0..<1000 {
            series.change(at: .seconds(second)) { stretch in
                stretch.answered += 1
                stretch.tokens += 2
                stretch.latencies = stretch.latencies ?? Latencies()
                stretch.latencies?.record(.milliseconds(second + 1))
            }
        }
        #expect(series.width == .seconds(16) && series.stretches.count == 63)
        #expect(series.stretches.reduce(0) { $0 + $1.answered } == 1000)
        #expect(series.stretches.reduce(0) { $0 + $1.tokens } == 2000)
        #expect(series.stretches.reduce(0) { $0 + ($1.latencies?.count ?? 0) } == 1000)
    }
}
