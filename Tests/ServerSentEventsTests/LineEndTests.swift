import ServerSentEvents
import Testing

@Suite("Line ends and byte order mark", .timeLimit(.minutes(5)))
struct LineEndTests {
    @Test("are told apart from data", arguments: cases)
    func cuttings(example: EventStreamCase) { example.expectForEveryCutting() }

    private static let cases = [
        EventStreamCase("CR after CRLF is a blank line", "data: a\r\n\rdata: b\r\n\r", [event("a"), event("b")]),
        EventStreamCase("LF after CR LF is a blank line", "data: a\r\n\n", [event("a")]),
        EventStreamCase("LF CR is two line ends", "data: a\n\rdata: b\n\r", [event("a"), event("b")]),
        EventStreamCase("CR LF alone is one line end", "data: a\r\ndata: b\r\n\r\n", [event("a\nb")]),
        EventStreamCase("CR CR LF closes one event", "data: a\r\r\ndata: b\r\r\n", [event("a"), event("b")]),
        EventStreamCase("first byte is a line end", "\n\r\n\rdata: a\n\n", [event("a")]),
        EventStreamCase(
            "VT, FF, NEL, LS and PS are data", "data: \u{B}\u{C}\u{85}\u{2028}\u{2029}\n\n",
            [event("\u{B}\u{C}\u{85}\u{2028}\u{2029}")]),
        EventStreamCase(
            "a CR at each place of a vector", (0..<40).map { "data:" + spaces($0) + "x\r\r" }.joined(),
            (0..<40).map { event(spaces(max(0, $0 - 1)) + "x") }),
        EventStreamCase("BOM", "\u{FEFF}data: a\n\n", [event("a")]),
        EventStreamCase("BOM twice loses the first line", "\u{FEFF}\u{FEFF}data: a\n\ndata: b\n\n", [event("b")]),
        EventStreamCase("BOM on a later line is part of a name", "data: a\n\u{FEFF}data: b\n\n", [event("a")]),
        EventStreamCase("BOM in data is data", "data: \u{FEFF}a\n\n", [event("\u{FEFF}a")]),
        EventStreamCase("BOM after a blank line is part of a name", "\n\u{FEFF}data: a\n\n", []),
        EventStreamCase("BOM alone", "\u{FEFF}", []),
        EventStreamCase("BOM and a blank line", "\u{FEFF}\n\ndata: a\n\n", [event("a")]),
        EventStreamCase(
            "half a BOM is part of a name", bytes: [0xEF, 0xBB] + Array("data: a\n\ndata: b\n\n".utf8),
            [
                event("b")
            ]),
        EventStreamCase("one byte of a BOM", bytes: [0xEF], []),
        EventStreamCase("LF in half a BOM", bytes: [0xEF, 0x0A] + Array("data: a\n\n".utf8), [event("a")]),
    ]

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    @Test("A lone CR delivers the event before the next byte arrives")
    func loneCarriageReturn() throws {
        var parser = EventStreamParser()
        parser.append(Array("data: a\r\r".utf8))
        #expect(try parser.next() == event("a"))
        parser.append(Array("\ndata: b\r\n\r".utf8))
        #expect(try parser.next() == event("b"))
        parser.append(Array("\n".utf8))
        #expect(try parser.next() == nil)
    }

    @Test("are found at each place of the vectors, and other low bytes are not", arguments: [0x0A, 0x0D] as [UInt8])
    func places(lineEnd: UInt8) {
        for count in [1, 15, 63, 64, 65, 200] {
            for place in 0..<count {
                var bytes = [UInt8](repeating: 0x78, count: count)
                if place > 0 { bytes[place / 2] = [0x00, 0x09, 0x0B, 0x0C][place % 4] }
                #expect(bytes.span.firstLineEnd(from: 0) == count)
                bytes[place] = lineEnd
                for start in [0, place / 2, place] { #expect(bytes.span.firstLineEnd(from: start) == place) }
                #expect(bytes.span.firstLineEnd(from: place + 1) == count)
            }
        }
    }
}
