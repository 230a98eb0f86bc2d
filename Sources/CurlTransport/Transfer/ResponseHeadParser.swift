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

    /// Whether it came over HTTP/2.
    var isHTTP2: Bool { version.hasPrefix("HTTP/2") }

    /// Whether the body's end can be told from that of the connection (RFC 9112 section 6.3).
    var tellsEnd: Bool {
        fields["Content-Length"] != nil || fields["Transfer-Encoding"] != nil || status == 204 || status == 304
    }

    mutating func lineReceived(_ line: Span<UInt8>) -> Event {
        if isComplete { return .none }
        size += line.count
        if size > maximumSize { return .tooLarge }
        var end = line.count
        while end > 0, line[end - 1] == UInt8(ascii: "\n") || line[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        if end == 0 { return blankLineReceived() }
        let line = line.extracting(0..<end)
        if line.isStatusLine { return statusLineReceived(line) }
        fieldLineReceived(line)
        return .none
    }

    private mutating func statusLineReceived(_ line: Span<UInt8>) -> Event {
        let versionEnd = line.firstIndex(from: 0) { $0 == UInt8(ascii: " ") }
        let statusStart = line.firstIndex(from: versionEnd) { $0 != UInt8(ascii: " ") }
        let statusEnd = line.firstIndex(from: statusStart) { $0 == UInt8(ascii: " ") }
        version = line.text(0..<versionEnd)
        status = Int(line.text(statusStart..<statusEnd)) ?? 0
        fields = HTTPFields()
        return isStarted ? .started : .none
    }

    private mutating func blankLineReceived() -> Event {
        guard isStarted else { return .none }
        isComplete = true
        return .complete
    }

    private mutating func fieldLineReceived(_ line: Span<UInt8>) {
        guard !line[0].isBlank else { return fields.continueLast(with: line.trimmedText(0..<line.count)) }
        let colon = line.firstIndex(from: 0) { $0 == UInt8(ascii: ":") }
        guard colon < line.count else { return }
        fields.append(name: line.text(0..<colon), value: line.trimmedText(colon + 1..<line.count))
    }
}

extension Span<UInt8> {
    fileprivate var isStatusLine: Bool {
        count >= 5 && self[0] == UInt8(ascii: "H") && self[1] == UInt8(ascii: "T") && self[2] == UInt8(ascii: "T")
            && self[3] == UInt8(ascii: "P") && self[4] == UInt8(ascii: "/")
    }

    /// The first position from a start on whose byte is of a kind; the number of bytes when there is none.
    fileprivate func firstIndex(from start: Int, where isOfKind: (UInt8) -> Bool) -> Int {
        var position = start
        while position < count, !isOfKind(self[position]) { position += 1 }
        return position
    }

    fileprivate func text(_ range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// Without the optional white space of RFC 9110 section 5.5 around it.
    fileprivate func trimmedText(_ range: Range<Int>) -> String {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return text(start..<end)
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
