/// Bytes to lines: LF, CR and CRLF end a line; one byte order mark at the very start is dropped.
///
/// A line is a range of `buffer`, valid until the next `append`.
struct LineSplitter: Sendable {
    private(set) var buffer: [UInt8] = []
    private let maximumLineLength: Int
    private var lineStart = 0
    /// No line end lies between `lineStart` and here: a partial line is never scanned again.
    private var scanned = 0
    private var mayStartWithByteOrderMark = true
    /// The last line ended with a CR at the buffer's edge, so an LF that comes next belongs to it.
    private var skipsLineFeed = false

    init(maximumLineLength: Int) {
        self.maximumLineLength = maximumLineLength
    }

    mutating func append(_ bytes: consuming [UInt8]) {
        if lineStart == buffer.count {
            buffer = bytes
            lineStart = 0
            scanned = 0
        } else {
            reclaim()
            buffer.append(contentsOf: bytes)
        }
    }

    /// The next complete line without its end, or `nil` when more bytes are needed.
    mutating func next() throws(EventStreamError) -> Range<Int>? {
        guard lineStart < buffer.count else { return nil }
        if mayStartWithByteOrderMark, !passStart() { return nil }
        if skipsLineFeed { skipLineFeed() }
        let end = buffer.span.firstLineEnd(from: scanned)
        scanned = end
        guard end - lineStart <= maximumLineLength else {
            throw EventStreamError(code: .lineTooLong, limit: maximumLineLength)
        }
        guard end < buffer.count else { return nil }
        let line = lineStart..<end
        startLine(after: end)
        return line
    }

    private mutating func startLine(after end: Int) {
        lineStart = end + 1
        scanned = lineStart
        if buffer[end] == ASCII.carriageReturn {
            // The line is complete now, whatever follows: waiting for the LF would hold back an event.
            skipsLineFeed = true
        }
    }

    private mutating func skipLineFeed() {
        skipsLineFeed = false
        guard buffer[lineStart] == ASCII.lineFeed else { return }
        lineStart += 1
        scanned = lineStart
    }

    /// Drops the byte order mark; `false` while the bytes could still become one.
    private mutating func passStart() -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if buffer.starts(with: mark) {
            lineStart = mark.count
            scanned = lineStart
        } else if mark.starts(with: buffer) {
            return false
        }
        mayStartWithByteOrderMark = false
        return true
    }

    /// Gives back the consumed prefix once it outweighs the rest, so that each byte pays for at most one move.
    private mutating func reclaim() {
        guard lineStart > buffer.count - lineStart else { return }
        if buffer.capacity <= BufferCapacity.kept {
            buffer.removeSubrange(..<lineStart)
        } else {
            buffer = Array(buffer[lineStart...])
        }
        scanned -= lineStart
        lineStart = 0
    }
}
