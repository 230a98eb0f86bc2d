import Testing

@testable import CurlTransport

@Suite("A loop that turns for nothing is slowed down")
struct SpinGuardTests {
    let start = MonotonicTime.now

    @Test("thousands of turns in a moment trip it, until something useful happens")
    func spinning() {
        var spin = SpinGuard()
        let rests = (0..<6000).map { spin.turned(usefully: false, at: start + .microseconds(10 * $0)) }
        #expect(rests.prefix(4999).allSatisfy { !$0 })
        #expect(rests.dropFirst(4999).allSatisfy { $0 })
        #expect(spin.trips == 1)
        check(spin.turned(usefully: false, at: start + .seconds(5)))
        check(!spin.turned(usefully: true, at: start + .seconds(6)))
        check(!spin.turned(usefully: false, at: start + .seconds(6)))
        #expect(spin.trips == 1)
    }

    @Test("turns that are spread over time do not")
    func quiet() {
        var spin = SpinGuard()
        for turn in 0..<20_000 { check(!spin.turned(usefully: false, at: start + .milliseconds(turn))) }
        #expect(spin.trips == 0)
    }

    @Test("useful turns do not, however many")
    func busy() {
        var spin = SpinGuard()
        for turn in 0..<20_000 {
            check(!spin.turned(usefully: turn.isMultiple(of: 4000), at: start + .microseconds(turn)))
        }
        #expect(spin.trips == 0)
    }
}
