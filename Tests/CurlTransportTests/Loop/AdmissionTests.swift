import TestSupport
import Testing

@testable import CurlTransport

@Suite("Who may transfer and who waits")
struct AdmissionTests {
    let a = Origin(of: "http://a/")
    let b = Origin(of: "http://b/")
    let c = Origin(of: "http://c/")

    @Test("first come, first served within an origin")
    func order() {
        var admission = Admission<Int>(maximum: 1, maximumPerOrigin: 1)
        check(admission.arrived(1, at: a))
        for member in 2...4 { check(!admission.arrived(member, at: a)) }
        #expect(admission.waiting == 3)
        check(admission.released(a) == [2])
        check(admission.released(a) == [3])
        check(admission.released(a) == [4])
        check(admission.released(a) == [])
        #expect(admission.running == 0)
    }

    @Test("origins take turns, however many one of them has waiting")
    func turns() {
        var admission = Admission<Int>(maximum: 1, maximumPerOrigin: 5)
        check(admission.arrived(0, at: a))
        for member in 1...3 { check(!admission.arrived(member, at: a)) }
        check(!admission.arrived(10, at: b))
        check(!admission.arrived(20, at: c))
        check(admission.released(a) == [1])
        check(admission.released(a) == [10])
        check(admission.released(b) == [20])
        check(admission.released(c) == [2])
        check(admission.released(a) == [3])
    }

    @Test("an origin at its limit holds nobody else up")
    func perOrigin() {
        var admission = Admission<Int>(maximum: 10, maximumPerOrigin: 2)
        check(admission.arrived(1, at: a))
        check(admission.arrived(2, at: a))
        check(!admission.arrived(3, at: a))
        check(admission.arrived(4, at: b))
        check(admission.released(b) == [])
        check(admission.released(a) == [3])
    }

    @Test("who gave up waiting is passed over, and does not count")
    func withdrawn() {
        var admission = Admission<Int>(maximum: 1, maximumPerOrigin: 1)
        check(admission.arrived(1, at: a))
        check(!admission.arrived(2, at: a))
        check(!admission.arrived(3, at: a))
        check(admission.withdrawn(2, from: a))
        check(!admission.withdrawn(2, from: a))
        #expect(admission.waiting == 1)
        check(admission.released(a) == [3])
        check(!admission.withdrawn(3, from: a))
    }

    @Test("random histories: limits hold, nobody is lost, nobody waits beside a free slot", arguments: 0..<50)
    func randomHistories(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let origins = [a, b, c]
        var admission = Admission<Int>(maximum: 4, maximumPerOrigin: 2)
        var running: [Int: Origin] = [:]
        var waiting: [Int: Origin] = [:]
        for member in 0..<2000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let origin = origins[Int.random(in: 0..<3, using: &random)]
                if admission.arrived(member, at: origin) { running[member] = origin } else { waiting[member] = origin }
            case 5..<8:
                guard let (done, origin) = running.min(by: { $0.key < $1.key }) else { continue }
                running[done] = nil
                for next in admission.released(origin) { running[next] = waiting.removeValue(forKey: next) }
            default:
                guard let (gone, origin) = waiting.max(by: { $0.key < $1.key }) else { continue }
                waiting[gone] = nil
                check(admission.withdrawn(gone, from: origin))
            }
            let counts = origins.map { origin in running.values.count { $0 == origin } }
            #expect(running.count == admission.running && running.count <= 4 && counts.allSatisfy { $0 <= 2 })
            #expect(waiting.count == admission.waiting)
            let mayStart = zip(origins, counts).contains { origin, count in
                count < 2 && waiting.values.contains(origin)
            }
            #expect(running.count == 4 || !mayStart)
        }
    }
}
