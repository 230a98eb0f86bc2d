import Testing

@testable import BifrostCLI

@Suite("What the doctor sees of a stream")
struct StreamTraceTests {
    private static let start = ContinuousClock.now

    /// Pieces of a stream, each some milliseconds after the start.
    private static func trace(_ pieces: [(milliseconds: Int, text: String)]) -> StreamTrace {
        var trace = StreamTrace()
        for piece in pieces {
            trace.received(Array(piece.text.utf8), at: start + .milliseconds(piece.milliseconds))
        }
        return trace
    }

    private static func event(_ text: String, latency: Int? = nil) -> String {
        let extra = latency.map { ",\"extra_fields\":{\"latency\":\($0)}" } ?? ""
        return "data: {\"choices\":[{\"delta\":{\"content\":\"\(text)\"}}]\(extra)}\n\n"
    }

    @Test
    func `Content, comments, the finish reason and the end mark are told apart, however lines end`() {
        let trace = Self.trace([
            (10, ": heartbeat\r\n: heart"), (20, "beat\n" + Self.event("")), (30, "data:{\"choices\":[{\"delta\":"),
            (40, "{\"reasoning\":\"hm\"}}]}\r\r"), (50, Self.event("a")),
            (60, "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"), (70, "data: [DONE]\n\n"),
        ])
        #expect(trace.comments.map { Self.start.duration(to: $0) } == [.milliseconds(10), .milliseconds(20)])
        #expect(trace.firstComment == " heartbeat")
        #expect(trace.contents.map { Self.start.duration(to: $0.instant) } == [.milliseconds(40), .milliseconds(50)])
        #expect(trace.finish == Self.start + .milliseconds(60))
        #expect(trace.done == Self.start + .milliseconds(70))
        #expect(trace.heartbeatInterval == .milliseconds(10))
        #expect(!trace.hasExtraFields)
    }

    private static func pace(
        count: Int, every interval: Int, latency: Int?, after wait: Duration = .seconds(1)
    ) -> StreamTrace.Pace {
        trace((0..<count).map { ($0 * interval, event("x", latency: latency)) }).pace(after: wait)
    }

    @Test
    func `Pieces that come together although the gateway waited between them were held back`() {
        #expect(Self.pace(count: 12, every: 0, latency: 30) == .heldBack(told: .milliseconds(300)))
        #expect(Self.pace(count: 12, every: 30, latency: 30) == .steady)
    }

    @Test
    func `A gateway that got them together is not blamed`() {
        #expect(Self.pace(count: 12, every: 0, latency: 0) == .unknown)
    }

    @Test
    func `Where nobody tells, many pieces at once after a long wait are a sign`() {
        #expect(Self.pace(count: 12, every: 0, latency: nil) == .atOnce)
        #expect(Self.pace(count: 12, every: 0, latency: nil, after: .milliseconds(100)) == .unknown)
        #expect(Self.pace(count: 12, every: 30, latency: nil) == .steady)
        #expect(Self.pace(count: 3, every: 0, latency: nil) == .unknown)
    }

    @Test
    func `A remembered answer may come at once`() {
        let cached =
            "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"extra_fields\":{\"latency\":90,"
            + "\"cache_debug\":{\"cache_hit\":true}}}\n\n"
        let trace = Self.trace((0..<12).map { _ in (0, cached) })
        #expect(trace.isCached)
        #expect(trace.pace(after: .seconds(1)) == .unknown)
    }
}
