@testable import LLM
import Testing

@Suite("Who may start, by rates and by number")
struct RateLimitStateMachineTests {
    private typealias Machine = RateLimiter.StateMachine<String>

    private let start = ContinuousClock.now

    private func after(_ seconds: Double) -> ContinuousClock.Instant {
        start.advanced(by: .milliseconds(Int((seconds * 1000).rounded())))
    }

    private func machine(
        requests: RateLimiter.Rate? = nil, tokens: RateLimiter.Rate? = nil, concurrency: Int? = nil, waiting: Int = 100
    ) -> Machine {
        Machine(
            RateLimiter.Limits(requests: requests, tokens: tokens, concurrency: concurrency, maximumWaiting: waiting),
            at: start)
    }

    private func names(_ settled: [Machine.Settled]) -> [String] { settled.map { "\($0.member) \($0.outcome)" } }

    @Test("a place is given on in the order of arrival")
    func concurrency() {
        var machine = machine(concurrency: 1)
        #expect(machine.arrived("a", as: 1, tokens: 0, until: nil, at: start) == .admitted)
        #expect(machine.arrived("b", as: 2, tokens: 0, until: nil, at: start) == nil)
        #expect(machine.arrived("c", as: 3, tokens: 0, until: nil, at: start) == nil)
        #expect(machine.nextWake == nil)
        machine.ended(requests: 0, tokens: 0, at: start)
        #expect(names(machine.settle(at: start)) == ["b admitted"])
        #expect(machine.running == 1)
        #expect(machine.waiting == 1)
    }

    @Test("a large call is not overtaken by small ones")
    func headOfLine() {
        var machine = machine(tokens: .perMinute(60, burst: 10))
        #expect(machine.arrived("a", as: 1, tokens: 8, until: nil, at: start) == .admitted)
        #expect(machine.arrived("large", as: 2, tokens: 10, until: nil, at: start) == nil)
        #expect(machine.arrived("small", as: 3, tokens: 1, until: nil, at: start) == nil)
        #expect(machine.nextWake == after(8))
        #expect(machine.settle(at: after(7.9)).isEmpty)
        #expect(names(machine.settle(at: after(8))) == ["large admitted"])
        #expect(machine.nextWake == after(9))
        #expect(names(machine.settle(at: after(9))) == ["small admitted"])
    }

    @Test("when the head leaves, the next may start at once")
    func headLeaves() {
        var machine = machine(tokens: .perMinute(60, burst: 10))
        _ = machine.arrived("a", as: 1, tokens: 8, until: nil, at: start)
        _ = machine.arrived("large", as: 2, tokens: 10, until: nil, at: start)
        _ = machine.arrived("small", as: 3, tokens: 1, until: nil, at: start)
        #expect(machine.left(2) == "large")
        #expect(machine.left(2) == nil)
        #expect(names(machine.settle(at: start)) == ["small admitted"])
        #expect(machine.nextWake == nil)
    }

    @Test("whoever waits too long is sent away, and the next may start")
    func expiry() {
        var machine = machine(tokens: .perMinute(60, burst: 10))
        _ = machine.arrived("a", as: 1, tokens: 8, until: nil, at: start)
        _ = machine.arrived("large", as: 2, tokens: 10, until: after(3), at: start)
        _ = machine.arrived("small", as: 3, tokens: 5, until: after(30), at: start)
        #expect(machine.nextWake == after(3))
        #expect(names(machine.settle(at: after(3))) == ["large expired", "small admitted"])
        #expect(machine.nextWake == nil)
    }

    @Test("whoever may start at the last moment does")
    func lastMoment() {
        var machine = machine(requests: .perMinute(60, burst: 1))
        _ = machine.arrived("a", as: 1, tokens: 0, until: nil, at: start)
        _ = machine.arrived("b", as: 2, tokens: 0, until: after(1), at: start)
        #expect(names(machine.settle(at: after(1))) == ["b admitted"])
    }

    @Test("a deadline of one who has left wakes nobody for longer than once")
    func staleDeadline() {
        var machine = machine(concurrency: 1)
        _ = machine.arrived("a", as: 1, tokens: 0, until: nil, at: start)
        _ = machine.arrived("b", as: 2, tokens: 0, until: after(1), at: start)
        _ = machine.arrived("c", as: 3, tokens: 0, until: after(9), at: start)
        _ = machine.left(2)
        #expect(machine.settle(at: after(1)).isEmpty)
        #expect(machine.nextWake == after(9))
        _ = machine.left(3)
        #expect(machine.nextWake == nil)
    }

    @Test("a line has an end")
    func lineFull() {
        var machine = machine(concurrency: 1, waiting: 1)
        #expect(machine.arrived("a", as: 1, tokens: 0, until: nil, at: start) == .admitted)
        #expect(machine.arrived("b", as: 2, tokens: 0, until: nil, at: start) == nil)
        #expect(machine.arrived("c", as: 3, tokens: 0, until: nil, at: start) == .lineFull)
        machine.paused(until: after(5))
        #expect(machine.arrived("d", as: 4, tokens: 0, until: nil, at: start) == .paused(.seconds(5)))
    }

    @Test("in a pause nobody starts, and whoever cannot wait for its end is told at once")
    func pause() {
        var machine = machine(concurrency: 1)
        _ = machine.arrived("a", as: 1, tokens: 0, until: nil, at: start)
        _ = machine.arrived("short", as: 2, tokens: 0, until: after(5), at: start)
        _ = machine.arrived("long", as: 3, tokens: 0, until: after(20), at: start)
        machine.paused(until: after(10))
        machine.paused(until: after(2))
        machine.ended(requests: 0, tokens: 0, at: after(1))
        #expect(names(machine.settle(at: after(1))) == ["short paused(9.0 seconds)"])
        #expect(machine.pause(at: after(1)) == .seconds(9))
        #expect(machine.nextWake == after(10))
        #expect(machine.arrived("late", as: 4, tokens: 0, until: after(3), at: after(1)) == nil)
        #expect(names(machine.settle(at: after(1))) == ["late paused(9.0 seconds)"])
        #expect(names(machine.settle(at: after(10))) == ["long admitted"])
        #expect(machine.pause(at: after(10)) == nil)
    }

    @Test("a pause that is ended by hand lets the line go on")
    func resumed() {
        var machine = machine()
        machine.paused(until: after(1000))
        #expect(machine.arrived("a", as: 1, tokens: 0, until: nil, at: start) == nil)
        machine.resumed()
        #expect(names(machine.settle(at: start)) == ["a admitted"])
    }

    @Test("what was used beyond the estimate is waited for, what was not is there again")
    func correction() {
        var machine = machine(requests: .perMinute(60, burst: 2), tokens: .perMinute(600, burst: 100))
        _ = machine.arrived("a", as: 1, tokens: 100, until: nil, at: start)
        #expect(machine.arrived("b", as: 2, tokens: 50, until: nil, at: start) == nil)
        machine.ended(requests: 0, tokens: -60, at: start)
        #expect(names(machine.settle(at: start)) == ["b admitted"])
        machine.ended(requests: 1, tokens: 60, at: start)
        #expect(machine.arrived("c", as: 3, tokens: 1, until: nil, at: start) == nil)
        #expect(machine.nextWake == after(5.1))
        #expect(machine.running == 0)
    }
}
