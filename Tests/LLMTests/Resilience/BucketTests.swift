@testable import LLM
import TestSupport
import Testing

@Suite("A bucket of a rate")
struct BucketTests {
    typealias Bucket = RateLimiter.Bucket

    private let start = ContinuousClock.now

    private func after(_ seconds: Double) -> ContinuousClock.Instant {
        start.advanced(by: .milliseconds(Int((seconds * 1000).rounded())))
    }

    @Test("allows its burst at once, then one after each interval")
    func burst() {
        var bucket = Bucket(.perMinute(60, burst: 3), at: start)
        for _ in 1...3 {
            #expect(bucket.readiness(for: 1) <= start)
            bucket.take(1, at: start)
        }
        #expect(bucket.readiness(for: 1) == after(1))
        bucket.take(1, at: after(1))
        #expect(bucket.readiness(for: 1) == after(2))
        #expect(bucket.readiness(for: 3) == after(4))
    }

    @Test("holds no more than its burst after a long quiet")
    func quiet() {
        var bucket = Bucket(.perMinute(60, burst: 2), at: start)
        bucket.take(2, at: after(1000))
        #expect(bucket.readiness(for: 1) == after(1001))
    }

    @Test("lets more than it holds through when it is full, and has the debt filled up first")
    func debt() {
        var bucket = Bucket(.perMinute(60, burst: 5), at: start)
        bucket.take(1, at: start)
        #expect(bucket.readiness(for: 20) == after(1))
        bucket.take(20, at: after(1))
        #expect(bucket.readiness(for: 1) == after(17))
        #expect(bucket.readiness(for: 20) == after(21))
    }

    @Test("takes back what was not used, and takes what was used beyond")
    func correction() {
        var bucket = Bucket(.perMinute(60, burst: 10), at: start)
        bucket.take(10, at: start)
        bucket.correct(by: -4, at: start)
        #expect(bucket.readiness(for: 4) <= start)
        #expect(bucket.readiness(for: 5) == after(1))
        bucket.correct(by: 8, at: start)
        #expect(bucket.readiness(for: 1) == after(5))
        bucket.correct(by: -1000, at: start)
        bucket.take(10, at: start)
        #expect(bucket.readiness(for: 1) == after(1))
    }

    @Test("survives wild numbers")
    func extremes() {
        var bucket = Bucket(.perMinute(1, burst: Int(Int32.max)), at: start)
        bucket.take(.max, at: start)
        bucket.correct(by: .max, at: start)
        bucket.correct(by: .min, at: start)
        #expect(bucket.readiness(for: .max) > start)
    }

    @Test("never allows more than burst + rate × time in any stretch of time", arguments: 0..<20 as Range<UInt64>)
    func bound(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let rate = RateLimiter.Rate.perMinute(
            .random(in: 1...600, using: &random), burst: .random(in: 1...40, using: &random))
        var bucket = Bucket(rate, at: start)
        var now = start
        var taken: [(instant: ContinuousClock.Instant, amount: Int)] = []
        for _ in 1...300 {
            let amount = Int.random(in: 1...rate.burst, using: &random)
            // Comes at random, often too early.
            now = now.advanced(by: .milliseconds(Int.random(in: 0...20_000, using: &random)))
            now = max(now, bucket.readiness(for: amount))
            bucket.take(amount, at: now)
            taken.append((now, amount))
        }
        let excess = taken.indices.map { first in
            var sum = 0
            return (first..<taken.count).map { last in
                sum += taken[last].amount
                let minutes = taken[first].instant.duration(to: taken[last].instant) / .seconds(60)
                return Double(sum) - Double(rate.perMinute) * minutes
            }.max() ?? 0
        }
        #expect(excess.max() ?? 0 <= Double(rate.burst) + 1e-6)
    }
}
