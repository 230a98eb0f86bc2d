import HTTPTransport
import Testing

@testable import CurlTransport

@Suite("Head lines to a head")
struct ResponseHeadParserTests {
    private func parse(_ lines: [String], maximumSize: Int = 1000) -> (ResponseHeadParser, [ResponseHeadParser.Event]) {
        var parser = ResponseHeadParser(maximumSize: maximumSize)
        let events = lines.map { parser.lineReceived(Array($0.utf8).span) }
        return (parser, events)
    }

    @Test("a plain head")
    func plain() {
        let (parser, events) = parse(["HTTP/1.1 200 OK\r\n", "A: b\r\n", "\r\n"])
        #expect(events == [.started, .none, .complete])
        #expect(parser.status == 200 && parser.version == "HTTP/1.1")
        #expect(parser.fields["a"] == "b")
    }

    @Test("an empty reason phrase, with and without its space", arguments: ["HTTP/1.1 529 \r\n", "HTTP/2 529\r\n"])
    func emptyReason(line: String) {
        let (parser, events) = parse([line, "\r\n"])
        #expect(events == [.started, .complete])
        #expect(parser.status == 529)
    }

    @Test("interim heads start over")
    func interim() {
        let (parser, events) = parse([
            "HTTP/1.1 100 Continue\r\n", "X: not-this\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "Y: this\r\n", "\r\n",
        ])
        #expect(events == [.none, .none, .none, .started, .none, .complete])
        #expect(parser.fields.all.map(\.name) == ["Y"])
    }

    @Test("white space around values goes, inside it stays; duplicates keep their order")
    func values() {
        let (parser, _) = parse([
            "HTTP/1.1 200 OK\n", "A: \t x  y \t\r\n", "a:2\r\n", "Empty:\r\n", "nonsense\r\n", "\n",
        ])
        #expect(parser.fields.all.map(\.value) == ["x  y", "2", ""])
    }

    @Test("continuation lines are joined by one space, and leave none at an end")
    func continuations() {
        let (parser, _) = parse([
            "HTTP/1.1 200 OK\r\n", "A: b\r\n", "  c \r\n", "\t\r\n", "\td\r\n", "Empty:\r\n", " \r\n", " e\r\n", "\r\n",
        ])
        #expect(parser.fields.all.map(\.value) == ["b c d", "e"])
    }

    @Test("a head of nothing but continuation lines is joined in place")
    func manyContinuations() {
        let (parser, events) = parse(
            ["HTTP/1.1 200 OK\r\n", "A: b\r\n"] + Array(repeating: " c\r\n", count: 60_000) + ["\r\n"],
            maximumSize: 256 << 10)
        #expect(events.last == .complete)
        #expect(parser.fields["A"]?.utf8.count == 120_001)
    }

    @Test("lines behind the head are trailers and are left out")
    func trailers() {
        let (parser, events) = parse(["HTTP/1.1 200 OK\r\n", "\r\n", "T: late\r\n"])
        #expect(events.last == ResponseHeadParser.Event.none)
        #expect(parser.fields["T"] == nil)
    }

    @Test("a head without its blank line is not complete; one above the limit is an error")
    func limits() {
        #expect(!parse(["HTTP/1.1 200 OK\r\n", "A: b\r\n"]).0.isComplete)
        #expect(parse(["HTTP/1.1 200 OK\r\n", "A: b\r\n"], maximumSize: 20).1 == [.started, .tooLarge])
    }
}
