@testable import LLM
import Testing

@Suite("When a circuit opens and closes")
struct CircuitBreakerStateMachineTests {
    private typealias Machine = CircuitBreaker.StateMachine

    private let start = ContinuousClock.now

    private func after(_ seconds: Int) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    private func machine(_ failures: Int, of calls: Int, within age: Duration = .seconds(60)) -> Machine {
        Machine(CircuitBreaker.Trip(failures: failures, of: calls, within: age))
    }

    private func pass(_ machine: inout Machine, at now: ContinuousClock.Instant) throws -> CircuitBreaker.Ticket {
        guard case .pass(let ticket) = machine.arrived(at: now) else { throw CancellationError() }
        return ticket
    }

    /// Runs calls of these outcomes one after the other; a failure opens until 30 s after the start.
    private func run(_ outcomes: String, _ machine: inout Machine, at second: Int = 0) throws {
        for outcome in outcomes {
            let ticket = try pass(&machine, at: after(second))
            switch outcome {
            case "f": machine.failed(ticket, until: after(30), at: after(second))
            case "o": machine.succeeded(ticket, at: after(second))
            default: machine.left(ticket)
            }
        }
    }

    @Test("failures in a row", arguments: [("fff", true), ("ffoffo", false), ("f-f-f", true), ("ff", false)])
    func inARow(outcomes: String, opens: Bool) throws {
        var machine = machine(3, of: 3)
        try run(outcomes, &machine)
        #expect(machine.state(at: start) == (opens ? .open : .closed))
    }

    @Test("a share of failures", arguments: [("fofof", true), ("foofoof", false), ("oooooofofof", true)])
    func share(outcomes: String, opens: Bool) throws {
        var machine = machine(3, of: 5)
        try run(outcomes, &machine)
        #expect(machine.state(at: start) == (opens ? .open : .closed))
    }

    @Test("old failures are forgotten")
    func age() throws {
        var machine = machine(2, of: 5, within: .seconds(10))
        try run("f", &machine, at: 0)
        try run("f", &machine, at: 11)
        #expect(machine.state(at: after(11)) == .closed)
        try run("f", &machine, at: 21)
        #expect(machine.state(at: after(21)) == .open)
    }

    @Test("while it is open nobody passes; then one does, and the others wait for it")
    func halfOpen() throws {
        var machine = machine(1, of: 1)
        try run("f", &machine)
        #expect(machine.arrived(at: after(10)) == .refuse(.seconds(20)))
        #expect(machine.state(at: after(29)) == .open)
        #expect(machine.state(at: after(30)) == .halfOpen)
        let probe = try pass(&machine, at: after(30))
        #expect(machine.arrived(at: after(30)) == .refuse(nil))
        machine.succeeded(probe, at: after(31))
        #expect(machine.state(at: after(31)) == .closed)
        _ = try pass(&machine, at: after(31))
        _ = try pass(&machine, at: after(31))
    }

    @Test("a probe that fails opens it again, one that is left frees its place")
    func probe() throws {
        var machine = machine(1, of: 1)
        try run("f", &machine)
        let left = try pass(&machine, at: after(30))
        machine.left(left)
        #expect(machine.state(at: after(30)) == .halfOpen)
        let failed = try pass(&machine, at: after(31))
        machine.failed(failed, until: after(90), at: after(31))
        #expect(machine.arrived(at: after(80)) == .refuse(.seconds(10)))
    }

    @Test("what a call of before says, changes nothing")
    func stale() throws {
        var machine = machine(1, of: 1)
        let slow = try pass(&machine, at: start)
        let slower = try pass(&machine, at: start)
        let slowest = try pass(&machine, at: start)
        try run("f", &machine)
        machine.succeeded(slow, at: after(1))
        #expect(machine.state(at: after(1)) == .open)
        _ = try pass(&machine, at: after(30))
        #expect(machine.arrived(at: after(30)) == .refuse(nil))
        machine.left(slowest)
        #expect(machine.arrived(at: after(30)) == .refuse(nil))
        machine.close()
        machine.failed(slower, until: after(999), at: after(31))
        #expect(machine.state(at: after(31)) == .closed)
    }

    @Test("nor does a probe of before")
    func staleProbe() throws {
        var machine = machine(1, of: 1)
        try run("f", &machine)
        let probe = try pass(&machine, at: after(30))
        machine.close()
        #expect(machine.probeAnswered(probe) == probe)
        machine.failed(probe, until: after(999), at: after(31))
        #expect(machine.state(at: after(31)) == .closed)
        machine.tripped(until: after(40))
        machine.left(probe)
        #expect(machine.arrived(at: after(35)) == .refuse(.seconds(5)))
        machine.succeeded(probe, at: after(35))
        #expect(machine.state(at: after(35)) == .open)
    }

    @Test("a probe that has begun to answer closes it, and counts as a call from then on")
    func probeAnswered() throws {
        var machine = machine(2, of: 2)
        try run("ff", &machine)
        let probe = try pass(&machine, at: after(30))
        let call = machine.probeAnswered(probe)
        #expect(machine.state(at: after(30)) == .closed)
        machine.failed(call, until: after(99), at: after(31))
        #expect(machine.state(at: after(31)) == .closed)
        let next = try pass(&machine, at: after(32))
        #expect(machine.probeAnswered(next) == next)
        machine.failed(next, until: after(99), at: after(32))
        #expect(machine.state(at: after(32)) == .open)
    }

    @Test("it is opened and closed by hand, and forgets")
    func byHand() throws {
        var machine = machine(2, of: 2)
        try run("f", &machine)
        machine.tripped(until: after(5))
        #expect(machine.state(at: after(4)) == .open)
        machine.close()
        try run("f", &machine)
        #expect(machine.state(at: start) == .closed)
        try run("f", &machine)
        #expect(machine.state(at: start) == .open)
    }
}
