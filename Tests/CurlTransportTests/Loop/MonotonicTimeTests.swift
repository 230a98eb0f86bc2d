import Testing

@testable import CurlTransport

@Suite("The loop's clock")
struct MonotonicTimeTests {
    private let start = MonotonicTime.now

    @Test("counts as Duration does")
    func counts() {
        let later = start + .milliseconds(1500) + .nanoseconds(1)
        #expect(later > start && later - start == .nanoseconds(1_500_000_001))
        #expect(start - later == .nanoseconds(-1_500_000_001))
        #expect(later + .seconds(-2) < start)
    }

    @Test("rounds a wait up, and waits for nothing that has passed")
    func milliseconds() {
        #expect(start.milliseconds(until: start) == 0)
        #expect(start.milliseconds(until: start + .seconds(-1)) == 0)
        #expect(start.milliseconds(until: start + .nanoseconds(1)) == 1)
        #expect(start.milliseconds(until: start + .milliseconds(7)) == 7)
        #expect(start.milliseconds(until: start + .seconds(1 << 40)) == .max)
    }

    @Test("ends where it cannot count any further")
    func bounds() {
        let end = start + .seconds(Int64.max)
        #expect(end > start + .seconds(1 << 30) && end + .seconds(1) == end)
        #expect(start + .seconds(Int64.min) < start)
    }

    @Test("is never behind ContinuousClock, so that nothing is due too early, and never far ahead")
    func agrees() {
        let outside = ContinuousClock.now
        let inside = MonotonicTime(outside)
        #expect(ContinuousClock.Instant(inside) <= outside + .nanoseconds(1))
        #expect(outside - ContinuousClock.Instant(inside) < .microseconds(1))
        #expect(MonotonicTime(outside + .seconds(5)) - inside == .seconds(5))
        let now = MonotonicTime.now
        #expect(ContinuousClock.now >= ContinuousClock.Instant(now))
    }
}
