internal import HTTPTransport

/// Head lines, as libcurl hands them out one by one, to the head of the final answer.
///
/// Every status line starts over, so that interim answers (1xx) leave nothing behind; lines after the final
/// head are trailers and are left out.
struct ResponseHeadParser {
    enum Event: Equatable {
        /// More lines are to come.
        case none
        /// The final answer's status line is there.
        case started
        /// The final answer's head is there to its blank line.
        case complete
        /// The head is larger than the limit.
        case tooLarge
    }

    private(set) var status = 0
    private(set) var version = ""
    private(set) var fields = HTTPFields()
    private(set) var isComplete = false
    private var size = 0
    private let maximumSize: Int

    init(maximumSize: Int) { self.maximumSize = maximumSize }

    /// Whether the final answer's status line was seen.
    var isStarted: Bool { status >= 200 || status == 101 }

    /// Whether the body's end can be told from that of the connection (RFC 9112 section 6.3).
    var tellsEnd: Bool {
        fields["Transfer-Encoding"] != nil || fields["Content-Length"] != nil || status == 204 || status == 304
    }

    mutating func lineReceived(_ line: some Collection<UInt8>) -> Event {
        if isComplete { return .none }
        size += line.count
        if size > maximumSize { return .tooLarge }
        let text = String(decoding: Self.withoutLineEnd(line), as: UTF8.self)
        if text.utf8.starts(with: "HTTP/".utf8) { return statusLineReceived(text) }
        if text.isEmpty { return blankLineReceived() }
        fieldLineReceived(text)
        return .none
    }

    private mutating func statusLineReceived(_ line: String) -> Event {
        let parts = line.split(separator: " ", maxSplits: 2)
        version = String(parts.first ?? "")
        status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        fields = HTTPFields()
        return isStarted ? .started : .none
    }

    private mutating func blankLineReceived() -> Event {
        guard isStarted else { return .none }
        isComplete = true
        return .complete
    }

    private mutating func fieldLineReceived(_ line: String) {
        if let first = line.utf8.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
            fields.continueLast(with: Self.trimmed(line[...]))
            return
        }
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return }
        let value = Self.trimmed(line[line.utf8.index(after: colon)...])
        fields.append(name: String(line[..<colon]), value: value)
    }

    private static func withoutLineEnd<Line: Collection<UInt8>>(_ line: Line) -> [UInt8] {
        var bytes = Array(line)
        while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
    }

    /// Without the optional white space of RFC 9110 section 5.5 around it.
    private static func trimmed(_ value: Substring) -> String {
        let bytes = value.utf8
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let start = bytes.drop(while: isSpace)
        var end = start.endIndex
        while end > start.startIndex, isSpace(start[start.index(before: end)]) { end = start.index(before: end) }
        return String(decoding: start[..<end], as: UTF8.self)
    }
}
