import HTTPTransport
import TestSupport
import Testing

@Suite("A host that has moved", .timeLimit(.minutes(5)), .disabled(if: Probe.isSanitized))
struct MovedHostTests {
    private struct Findings: Decodable {
        var isRefusedAtFirst: Bool
        var status: Int
    }

    @Test(
        "is looked up anew once its address has failed, however long that may be kept",
        .enabled(if: PreloadedLookup.isPossible, "needs a C compiler"))
    func isFound() async throws {
        let server = RawServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") }
        }
        defer { server.stop() }
        let lookup = try PreloadedLookup()
        let findings: Findings = try await Probe.run(
            "moved-host", "http://moved.test:\(server.port)", environment: lookup.environment)
        #expect(findings.isRefusedAtFirst)
        #expect(findings.status == 200)
    }
}
