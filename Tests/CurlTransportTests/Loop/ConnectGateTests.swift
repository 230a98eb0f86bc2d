import Testing

@testable import CurlTransport

@Suite("Who may connect")
struct ConnectGateTests {
    let a = Origin(of: "https://a/")
    let b = Origin(of: "https://b/")

    @Test("the first goes ahead until the address is known, then so many at a time")
    func scout() {
        var gate = ConnectGate<Int>(limit: 3)
        check(gate.arrived(0, at: a))
        for member in 1...5 { check(!gate.arrived(member, at: a)) }
        check(gate.letThrough() == [])
        gate.nameResolved(a)
        check(gate.letThrough() == [1, 2])
        gate.left(a)
        check(gate.letThrough() == [3])
        gate.left(a)
        gate.left(a)
        gate.left(a)
        check(gate.letThrough() == [4, 5])
    }

    @Test("one that fails lets the others find out themselves")
    func failure() {
        var gate = ConnectGate<Int>(limit: 8)
        check(gate.arrived(0, at: a))
        check(!gate.arrived(1, at: a))
        check(!gate.arrived(2, at: a))
        gate.left(a)
        check(gate.letThrough() == [1, 2])
    }

    @Test("origins do not hold each other up")
    func origins() {
        var gate = ConnectGate<Int>(limit: 8)
        check(gate.arrived(0, at: a))
        check(gate.arrived(1, at: b))
        check(!gate.arrived(2, at: a))
        gate.left(b)
        check(gate.letThrough() == [])
    }

    @Test("once all are connected, the next one goes ahead again")
    func afterwards() {
        var gate = ConnectGate<Int>(limit: 8)
        check(gate.arrived(0, at: a))
        gate.left(a)
        check(gate.letThrough() == [])
        check(gate.arrived(1, at: a))
        check(!gate.arrived(2, at: a))
    }
}
