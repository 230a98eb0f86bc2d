import LLM
import Testing

@testable import BifrostCLI

/// How far it is, and how long it will take.
struct MapTotalsTests {
    private func line(_ length: Int) -> LineReader.Line { .init(number: 1, offset: 0, bytes: [], length: length) }

    private var totals: MapTotals {
        var totals = MapTotals(inputSize: 1000)
        totals.skip(line(500))
        for _ in 0..<3 {
            totals.begin()
            totals.answer(line(50), usage: JobUsage(input: 10, output: 20, cost: 0.5), attempts: 2)
        }
        totals.begin()
        totals.fail(line(50), LLMError(.server, ""), wasCalled: true)
        totals.begin()
        return totals
    }

    @Test
    func `Only what was done in this run tells how fast it goes`() {
        #expect(totals.fraction == 0.7)
        #expect(totals.timeLeft(after: .seconds(10)) == .seconds(15))
        #expect(totals.rate(after: .seconds(10)) == 0.4)
        #expect(totals.running == 1 && totals.failed == 1 && totals.failuresInRow == 1 && totals.retries == 3)
    }

    @Test
    func `Nothing is promised before something is known`() {
        #expect(MapTotals(inputSize: 10).timeLeft(after: .seconds(1)) == nil)
        #expect(MapTotals().fraction == nil)
        var pipe = MapTotals()
        pipe.begin()
        pipe.answer(line(5), usage: JobUsage(), attempts: 1)
        #expect(pipe.timeLeft(after: .seconds(1)) == nil)
        #expect(MapTotals(inputSize: 0).fraction == nil)
    }

    @Test
    func `The status fits its terminal`() {
        let text = totals.status(after: .seconds(10), width: nil)
        #expect(text == "70%, 4 lines done, 1 failed, 1 running, 0.40/s, 6.00 tokens/s, cost 1.5000, 15 s left")
        #expect(totals.status(after: .seconds(10), width: 80) == text)
        #expect(totals.status(after: .seconds(10), width: 160).hasPrefix("████████████████░░░░░░░░ 70%  4 lines"))
    }

    @Test
    func `The summary tells all that happened`() {
        #expect(
            totals.summary(after: .seconds(75)) == [
                "3 answered, 1 failed (1 server), 1 done before, 3 retries in 1 m 15 s",
                "30 input and 60 output tokens, cost 1.5000",
            ])
    }

    @Test(arguments: [
        (0.0, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.6, "1 m 0 s"), (3725, "1 h 2 m"), (200_000, "2 d 7 h"),
    ])
    func `Times are told as people say them`(seconds: Double, expected: String) {
        #expect(Quantity.duration(.seconds(seconds)) == expected)
    }

    @Test
    func `Numbers are told as people write them`() {
        #expect([0, 999, 1000, 1_234_567, -1234].map(Quantity.count) == ["0", "999", "1,000", "1,234,567", "-1,234"])
        #expect(
            [0.0, 0.004, 1.005, 12.34, 123.4, -0.5].map(Quantity.short) == [
                "0.00", "0.00", "1.00", "12.3", "123", "-0.50",
            ])
        #expect([0.5, 999, 1500, 2_500_000].map(Quantity.latency) == ["0.50 µs", "999 µs", "1.50 ms", "2.50 s"])
        #expect(Quantity.decimal(.nan, 2) == "–" && Quantity.decimal(0.000005, 6) == "0.000005")
    }
}
