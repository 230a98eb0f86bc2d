import Testing

@testable import CurlTransport

@Suite("Who may connect")
struct ConnectGateTests {
    let a = Origin(of: "https://a/")
    let b = Origin(of: "https://b/")

    @Test("the first goes ahead until the address is known, then so many at a time")
    func scout() {
        var gate = ConnectGate<Int>(limit: 3)
        check(gate.arrived(0, at: a) == .connect)
        for member in 1...5 { check(gate.arrived(member, at: a) == .awaitAddress) }
        check(gate.letThrough() == ([], []))
        gate.nameResolved(a)
        check(gate.letThrough() == ([1, 2], [3, 4, 5]))
        check(gate.arrived(6, at: a) == .queue)
        gate.left(a)
        check(gate.letThrough() == ([3], []))
        for _ in 0..<3 { gate.left(a) }
        check(gate.letThrough() == ([4, 5, 6], []))
    }

    @Test("one that fails lets the others find out themselves")
    func failure() {
        var gate = ConnectGate<Int>(limit: 2)
        check(gate.arrived(0, at: a) == .connect)
        for member in 1...3 { check(gate.arrived(member, at: a) == .awaitAddress) }
        gate.left(a)
        check(gate.letThrough() == ([1, 2], [3]))
    }

    @Test("origins do not hold each other up")
    func origins() {
        var gate = ConnectGate<Int>(limit: 8)
        check(gate.arrived(0, at: a) == .connect)
        check(gate.arrived(1, at: b) == .connect)
        check(gate.arrived(2, at: a) == .awaitAddress)
        gate.left(b)
        check(gate.letThrough() == ([], []))
    }

    @Test("once all are connected, the next one goes ahead again")
    func afterwards() {
        var gate = ConnectGate<Int>(limit: 8)
        check(gate.arrived(0, at: a) == .connect)
        gate.left(a)
        check(gate.letThrough() == ([], []))
        check(gate.arrived(1, at: a) == .connect)
        check(gate.arrived(2, at: a) == .awaitAddress)
    }

    @Test("where connections are shared one goes at a time, until an answer tells that they are not")
    func shared() {
        var gate = ConnectGate<Int>(limit: 3, sharing: ConnectionSharing(.overTLS))
        check(gate.arrived(0, at: a) == .connect)
        for member in 1...6 { check(gate.arrived(member, at: a) == .awaitAddress) }
        gate.nameResolved(a)
        check(gate.letThrough() == ([], [1, 2, 3, 4, 5, 6]))
        gate.left(a)
        check(gate.letThrough() == ([1], []))
        gate.answered(a, isShared: true)
        check(gate.letThrough() == ([], []))
        gate.answered(a, isShared: false)
        check(gate.letThrough() == ([2, 3], []))
        gate.answered(a, isShared: true)
        gate.left(a)
        gate.left(a)
        check(gate.letThrough() == ([], []))
        gate.left(a)
        check(gate.letThrough() == ([4], []))
    }

    @Test("sharing is expected over TLS, and without it where it is known", arguments: ["http://a/", "https://a/"])
    func reach(_ url: String) {
        let origin = Origin(of: url)
        var overTLS = ConnectionSharing(.overTLS)
        check(overTLS.isExpected(at: origin) == (url.hasPrefix("https")))
        check(overTLS.answered(origin, isShared: false) == (url.hasPrefix("https")))
        check(!overTLS.isExpected(at: origin))
        check(!ConnectionSharing(.nowhere).isExpected(at: origin))
        check(ConnectionSharing(.everywhere).isExpected(at: origin))
    }
}
