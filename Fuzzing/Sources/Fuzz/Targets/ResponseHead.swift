@testable import CurlTransport
import HTTPTransport

extension FuzzTarget {
    /// The parser of head lines, which come one by one: limits, interim answers before and trailers behind.
    static let responseHead = FuzzTarget(name: "response-head", seeds: { _ in heads }) { input in
        let lines = lines(of: input)
        let whole = parsed(lines)
        let interim = ["HTTP/1.1 103 Early Hints\r\n", "A: b\r\n", " c\r\n", "\r\n"].map { Array($0.utf8) }
        expectEqual(parsed(interim + lines).head, whole.head, "with and without an interim answer")
        if whole.parser.isComplete {
            let trailers = ["T: late\r\n", " more\r\n", "HTTP/1.1 500 No\r\n", "\r\n"].map { Array($0.utf8) }
            expectEqual(parsed(lines + trailers).head, whole.head, "with and without trailers")
        }
        checkFields(whole.parser.fields, lines)
        checkLimit(lines)
    }

    private struct Head: Equatable {
        var status: Int
        var version: String
        var fields: HTTPFields
        var isComplete: Bool
    }

    private static func parsed(_ lines: [[UInt8]]) -> (parser: ResponseHeadParser, head: Head) {
        var parser = ResponseHeadParser(maximumSize: 1 << 20)
        var ends = 0
        for line in lines {
            switch parser.lineReceived(line.span) {
            case .complete: ends += 1
            case .tooLarge: fatalError("too large")
            case .started: expect(parser.isStarted, "started without a final status")
            case .none: break
            }
        }
        expectEqual(ends, parser.isComplete ? 1 : 0, "how often the head ended")
        let isFinal = parser.isStarted
        return (
            parser,
            Head(
                status: isFinal ? parser.status : 0, version: isFinal ? parser.version : "",
                fields: isFinal ? parser.fields : HTTPFields(), isComplete: parser.isComplete)
        )
    }

    private static func checkFields(_ fields: HTTPFields, _ lines: [[UInt8]]) {
        expect(fields.all.count <= lines.count, "more fields than lines")
        for field in fields.all {
            expect(!field.name.contains(":"), "a colon in a name")
            for end in [field.value.utf8.first, field.value.utf8.last] {
                expect(end != 0x20 && end != 0x09, "white space around the value of \(field.name)")
            }
        }
    }

    /// The limit counts every byte up to the end of the head, and not one behind it.
    private static func checkLimit(_ lines: [[UInt8]]) {
        var parser = ResponseHeadParser(maximumSize: 64)
        var size = 0
        for line in lines {
            let wasComplete = parser.isComplete
            size += line.count
            let event = parser.lineReceived(line.span)
            if wasComplete { return expectEqual(event, .none, "an event behind the head") }
            expectEqual(event == .tooLarge, size > 64, "a head of \(size) bytes")
            if event == .tooLarge { return }
        }
    }

    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let line = rest.prefix { $0 != 0x0A }
            lines.append(Array(rest.prefix(line.count + 1)))
            rest = rest.dropFirst(line.count + 1)
        }
        return lines
    }

    private static let heads = [
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX: a\r\n b\r\n\t c\r\n\r\nT: late\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 529 \r\nretry-after: 3\r\n\r\n", "HTTP/1.0 204\n\n", "A: b\n\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade:h2c\r\n\r\n", "HTTP/1.1 -5\r\n\r\n",
        "HTTP/1.1  200\r\n:\r\n \r\n\r\n",
    ].map { Array($0.utf8) }
}
