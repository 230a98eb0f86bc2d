import HTTPTransport
import TestSupport
import Testing

@Suite("A name lookup that hangs for three seconds", .timeLimit(.minutes(5)), .disabled(if: Probe.isSanitized))
struct StuckLookupTests {
    private struct Findings: Decodable {
        var ticks: Int
        var longestGap: Double
        var cancelTime: Double
        var isStillStuck: Bool
        var shutdownTime: Double
        var limitIsConnect: Bool
        var limitTime: Double
    }

    @Test("holds up nobody else", .enabled(if: PreloadedLookup.isPossible, "needs a C compiler"))
    func holdsUpNobody() async throws {
        let server = RawServer { connection in
            _ = connection.readRequest()
            connection.sendStreamHead()
            while connection.sendChunk("tick") { Gate().wait(limit: .milliseconds(20)) }
        }
        defer { server.stop() }
        let lookup = try PreloadedLookup()
        let findings: Findings = try await Probe.run(
            "stuck-lookup", "http://answered.test:\(server.port)", environment: lookup.environment)
        // Without this the rest would show nothing.
        #expect(findings.isStillStuck)
        #expect(findings.ticks > 20)
        #expect(findings.longestGap < 1000)
        #expect(findings.cancelTime < 500)
        #expect(findings.limitIsConnect)
        #expect((300..<1200).contains(findings.limitTime))
        #expect(findings.shutdownTime < 500)
    }
}
