import TestSupport
import Testing

@Suite("A thousand silent streams", .timeLimit(.minutes(5)), .disabled(if: Probe.isSanitized))
struct IdleStreamTests {
    private static let count = 1000

    private struct WakeUps: Decodable {
        var streams: Int
        var wakeUpsWithStreams: Int
        var wakeUpsWithoutStreams: Int
    }

    private struct Memory: Decodable {
        var streams: Int
        var bytesPerStream: Int
    }

    private struct Cost: Decodable {
        var streams: Int
        var alone: Double
        var besideSilent: Double
    }

    @Test(
        "let the loop sleep but for one call a second, and none leave it asleep, after a name was looked up",
        .enabled(if: PreloadedLookup.isPossible, "needs a C compiler"))
    func wakeUps() async throws {
        let server = RawServer.idle()
        defer { server.stop() }
        let lookup = try PreloadedLookup()
        let findings: WakeUps = try await Probe.run(
            "idle-loop", "http://answered.test:\(server.port)", count: Self.count, environment: lookup.environment)
        #expect(findings.streams == Self.count)
        #expect(findings.wakeUpsWithStreams <= 10)
        #expect(findings.wakeUpsWithoutStreams == 0)
    }

    @Test("cost less than 30 KiB each")
    func memory() async throws {
        let server = RawServer.idle()
        defer { server.stop() }
        let findings: Memory = try await Probe.run("idle-memory", server.url, count: Self.count)
        #expect(findings.streams == Self.count)
        #expect((1 << 10..<30 << 10).contains(findings.bytesPerStream))
    }

    @Test("do not make an event of another stream dearer")
    func eventCost() async throws {
        let server = RawServer.idle()
        defer { server.stop() }
        let findings: Cost = try await Probe.run("event-cost", server.url, count: Self.count)
        #expect(findings.streams == Self.count)
        #expect(findings.alone > 0)
        #expect(findings.besideSilent < 3 * findings.alone)
    }
}
