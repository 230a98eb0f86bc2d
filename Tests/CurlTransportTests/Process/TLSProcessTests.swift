import TestSupport
import Testing

@Suite(
    "TLS in a process of its own", .timeLimit(.minutes(5)), .disabled(if: Probe.isSanitized),
    .enabled(if: TLSServer.isPossible, "needs python3 and openssl"))
struct TLSProcessTests {
    private struct Resets: Decodable {
        var lost: Int
        var actionIsUnchanged: Bool
    }

    private struct Cost: Decodable {
        var streams: Int
        var cpuPerConnection: Double
        var bytesPerConnection: Int
    }

    @Test("exit() while streams begin and run does not crash")
    func exitInStream() async throws {
        let server = try await TLSServer()
        for run in 1...20 {
            let outcome = try await Probe.end(
                of: "exit-in-stream", server.url, count: run * 5 / 2, caFile: server.caFile)
            #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        }
    }

    @Test("two hundred resets end streams, not the process, and its signal actions stay as they were")
    func resets() async throws {
        let server = try await TLSServer()
        let findings: Resets = try await Probe.run("resets", server.url, count: 200, caFile: server.caFile)
        #expect(findings.lost == 200)
        #expect(findings.actionIsUnchanged)
    }

    @Test(
        "the system's bundle of authorities is read once, not for each connection",
        .enabled(if: Libcurl.keepsAuthorities))
    func cost() async throws {
        let server = try await TLSServer()
        let bundle = try server.fileWithSystemAuthorities()
        let findings: Cost = try await Probe.run("tls-cost", server.url, count: 100, caFile: bundle ?? server.caFile)
        #expect(findings.streams == 101)
        #expect(findings.cpuPerConnection < 10)
        #expect(findings.bytesPerConnection < 120_000)
    }
}
