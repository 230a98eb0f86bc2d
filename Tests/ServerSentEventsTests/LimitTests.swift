import ServerSentEvents
import Testing

@Suite("Limits and size", .timeLimit(.minutes(5)))
struct LimitTests {
    private static let short = EventStreamParser(maximumLineLength: 10, maximumEventLength: 12)
    private static let lineTooLong = EventStreamError(code: .lineTooLong, limit: 10)
    private static let eventTooLong = EventStreamError(code: .eventTooLong, limit: 12)

    @Test(
        "fail at the same place however the stream is cut",
        arguments: [
            ("data: 1234\n\n", nil, 1),
            ("data: 1234\r\n\r\n", nil, 1),
            ("\u{FEFF}data: 1234\n\n", nil, 1),
            ("data: x\n\ndata: 12345\n\ndata: y\n\n", lineTooLong, 1),
            ("data: x\n\ndata: 12345", lineTooLong, 1),
            (": 345678901", lineTooLong, 0),
            ("unknown: 01", lineTooLong, 0),
            ("data: 1234\ndata: 1234\ndata:12\n\n", nil, 1),
            ("data: 1234\ndata: 1234\ndata:123\n\n", eventTooLong, 0),
            ("data: 1234\ndata: 1234\ndata\ndata\n\ndata: y\n\n", nil, 2),
            ("data: 1234\ndata: 1234\ndata\ndata\ndata\ndata\n\n", eventTooLong, 0),
        ] as [(String, EventStreamError?, Int)])
    func exceeded(text: String, error: EventStreamError?, events: Int) {
        for chunks in Cutting.all(Array(text.utf8)) {
            let outcome = EventStreamParser.outcome(of: chunks, parser: Self.short)
            #expect(outcome.error == error, "cut in \(chunks.map(\.count))")
            #expect(outcome.events.count == events, "cut in \(chunks.map(\.count))")
        }
    }

    @Test("leave the parser failed, its state readable")
    func staysFailed() throws {
        var parser = Self.short
        parser.append(Array("id: 1\nretry: 5\ndata: x\n\nid: 2\ndata: too long\n\ndata: y\n\n".utf8))
        #expect(try parser.next() == event("x", id: "1", retry: 5))
        for _ in 0..<3 {
            #expect(throws: Self.lineTooLong) { try parser.next() }
            #expect(throws: Self.lineTooLong) { try parser.advance() }
            parser.append(Array("\n\ndata: z\n\n".utf8))
        }
        #expect(parser.lastEventID == "1")
        #expect(parser.reconnectionTime == 5)
    }

    @Test("of zero admit blank lines and empty data only")
    func zero() {
        let noLines = EventStreamParser.outcome(of: ["\n\r\n\n:".utf8], parser: EventStreamParser(maximumLineLength: 0))
        #expect(noLines.error == EventStreamError(code: .lineTooLong, limit: 0))
        let noData = EventStreamParser(maximumEventLength: 0)
        #expect(EventStreamParser.outcome(of: ["data\n\n".utf8], parser: noData).events == [event("")])
        #expect(EventStreamParser.outcome(of: ["data:x\n\n".utf8], parser: noData).error?.code == .eventTooLong)
    }

    @Test("describe themselves")
    func descriptions() {
        #expect(Self.lineTooLong.description == "A line of the event stream is longer than 10 bytes.")
        #expect(Self.eventTooLong.description == "The data of one event is longer than 12 bytes.")
    }

    @Test("An endless comment trips the line limit")
    func endlessComment() {
        let chunk = Array(repeating: UInt8(ascii: ":"), count: 4096)
        let outcome = EventStreamParser.outcome(
            of: repeatElement(chunk, count: 300), parser: EventStreamParser(maximumLineLength: 1 << 20))
        #expect(outcome.error == EventStreamError(code: .lineTooLong, limit: 1 << 20))
    }

    @Test("A line of a mebibyte, byte by byte")
    func longLine() {
        let value = String(repeating: "x", count: 1 << 20)
        let outcome = EventStreamParser.outcome(of: Cutting.singleBytes(Array("data: \(value)\n\n".utf8)))
        #expect(outcome.events == [event(value)])
    }

    @Test("Events cut by the edges of large chunks", arguments: [293, 16_384, 100_000])
    func largeChunks(chunkSize: Int) {
        let texts = (0..<1000).map { "\($0) " + String(repeating: "x", count: 270) }
        let stream = Array(texts.map { "data: \($0)\n\n" }.joined().utf8)
        #expect(EventStreamParser.outcome(of: Cutting.pieces(of: chunkSize, stream)).events == texts.map { event($0) })
    }

    @Test("Ten thousand data lines", arguments: [1, 1400, 1 << 20])
    func manyDataLines(chunkSize: Int) {
        let stream = Array(String(repeating: "data: line\n", count: 10_000).utf8) + Array("\ndata: after\n\n".utf8)
        let outcome = EventStreamParser.outcome(of: Cutting.pieces(of: chunkSize, stream))
        let joined = String(repeating: "line\n", count: 10_000).dropLast()
        #expect(outcome.events == [event(String(joined)), event("after")])
    }

    @Test("A hundred thousand comments", arguments: [1, 1400, 1 << 21])
    func manyComments(chunkSize: Int) {
        let stream = Array((String(repeating: ": heartbeat\n", count: 100_000) + "data: x\n\n").utf8)
        #expect(EventStreamParser.outcome(of: Cutting.pieces(of: chunkSize, stream)).events == [event("x")])
    }
}
