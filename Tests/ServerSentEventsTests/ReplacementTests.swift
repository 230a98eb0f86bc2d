import ServerSentEvents
import Testing

@Suite("Bytes that are not UTF-8", .timeLimit(.minutes(5)))
struct ReplacementTests {
    @Test(
        "become one U+FFFD for each maximal subpart",
        arguments: [
            ([0x80], "\u{FFFD}"),
            ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
            ([0xC3], "\u{FFFD}"),
            ([0xC3, 0x28], "\u{FFFD}("),
            ([0xE2, 0x82], "\u{FFFD}"),
            ([0xE2, 0x82, 0x41], "\u{FFFD}A"),
            ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x98], "\u{FFFD}"),
            ([0xF0, 0x9F, 0x98, 0xF0, 0x9F, 0x98, 0x80], "\u{FFFD}\u{1F600}"),
            ([0xF0, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF5, 0x80, 0xFE, 0xFF], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}A"),
        ] as [([UInt8], String)])
    func replacement(bytes: [UInt8], text: String) {
        let stream = Array("data: ".utf8) + bytes + [0x0A] + Array("event: ".utf8) + bytes + [0x0A, 0x0A]
        EventStreamCase("", bytes: stream, [event(text, type: text)]).expectForEveryCutting()
    }

    @Test("A character cut by a line end does not go on in the next line")
    func characterAcrossLines() {
        let stream = Array("data: ".utf8) + [0xF0, 0x9F, 0x0A] + Array("data:".utf8) + [0x98, 0x80, 0x0A, 0x0A]
        EventStreamCase("", bytes: stream, [event("\u{FFFD}\n\u{FFFD}\u{FFFD}")]).expectForEveryCutting()
    }
}
