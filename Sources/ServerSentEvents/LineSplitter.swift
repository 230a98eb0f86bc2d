/// Bytes to lines: LF, CR and CRLF end a line; one byte order mark at the very start is dropped.
///
/// A line is a range of `buffer`, valid until the next `append` or `moveOn`.
@usableFromInline
struct LineSplitter: Sendable {
    @usableFromInline private(set) var buffer: [UInt8] = []
    /// What was appended behind the line that `buffer` ends with; it is not copied, but becomes the buffer itself.
    private var following: [UInt8] = []
    private var followingStart = 0
    private let maximumLineLength: Int
    /// So few that appending them takes longer than looking at each.
    private static let fewBytes = 8
    private var lineStart = 0
    /// No line end lies between `lineStart` and here: a partial line is never scanned again.
    private var scanned = 0
    /// No LF lies between `scanned` and here: where lines end with CR alone, the bytes behind them are not searched again.
    private var lineFeed = 0
    private var mayStartWithByteOrderMark = true
    /// The last line ended with a CR at the buffer's edge, so an LF that comes next belongs to it.
    private var skipsLineFeed = false

    init(maximumLineLength: Int) {
        self.maximumLineLength = maximumLineLength
    }

    mutating func append(_ bytes: consuming [UInt8]) {
        if !following.isEmpty {
            following.append(contentsOf: bytes)
        } else if lineStart == buffer.count {
            start(bytes, at: 0)
        } else {
            complete(with: bytes)
        }
    }

    /// Adds bytes that come one by one or nearly so, if they belong to a line that has begun and do not end it.
    ///
    /// - Returns: `false`, and nothing is added, for anything else.
    @inline(__always)
    mutating func extendLine(with bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= Self.fewBytes, buffer.count + bytes.count <= buffer.capacity, scanned == buffer.count,
            following.isEmpty
        else { return false }
        for offset in bytes.indices where bytes[offset].isLineEnd { return false }
        for offset in bytes.indices { buffer.append(bytes[offset]) }
        scanned = buffer.count
        return true
    }

    /// Moves on to what was appended behind the buffer's last line; `false` when nothing was.
    ///
    /// Only when ``next()`` has returned `nil`.
    mutating func moveOn() -> Bool {
        guard !following.isEmpty else {
            dropRead()
            return false
        }
        start(following, at: followingStart)
        following = []
        return true
    }

    /// Gives the buffer back once it is read, for the bytes of the next stream: a stream that waits keeps none, and what
    /// was just read is in the processor's cache.
    mutating func dropRead() {
        if lineStart == buffer.count, !buffer.isEmpty { start([], at: 0) }
    }

    /// The next complete line without its end, or `nil` when more bytes are needed.
    mutating func next() throws(EventStreamError) -> Range<Int>? {
        guard lineStart < buffer.count else { return nil }
        if mayStartWithByteOrderMark, !passStart() { return nil }
        if skipsLineFeed { skipLineFeed() }
        let end = lineEnd(from: scanned)
        scanned = end
        guard end - lineStart <= maximumLineLength else {
            throw EventStreamError(code: .lineTooLong, limit: maximumLineLength)
        }
        guard end < buffer.count else { return nil }
        let line = lineStart..<end
        startLine(after: end)
        return line
    }

    /// The value of a `data` line that is next, together with the empty line behind it; `nil` for anything else, which
    /// stays.
    ///
    /// Nearly every event is one such line, and its end is known without looking at two lines one by one.
    @inline(__always)
    mutating func nextDataAlone(maximumLength: Int) -> Range<Int>? {
        guard let start = dataStart else { return nil }
        let end = lineEnd(from: max(scanned, start))
        guard end - lineStart <= maximumLineLength else { return nil }
        scanned = end
        return takeDataAlone(end - start, maximumLength: maximumLength)
    }

    /// Where the value begins of a `data` line that is next and that nobody has looked for the end of.
    @inline(__always)
    var untouchedData: Int? { scanned == lineStart ? dataStart : nil }

    /// Takes the `data` line that is next, together with the empty line behind it.
    ///
    /// - Parameters:
    ///   - count: How many bytes its value has, none of which ends a line.
    ///   - maximumLength: The most that it may have.
    /// - Returns: The value; nil, and nothing is taken, when it ends elsewhere, or when it or its line is too long.
    @inline(__always)
    mutating func takeDataAlone(_ count: Int, maximumLength: Int) -> Range<Int>? {
        let start = lineStart + "data: ".utf8.count
        let end = start + count
        guard end + 1 < buffer.count, buffer[end] == ASCII.lineFeed, buffer[end + 1] == ASCII.lineFeed,
            count <= maximumLength, end - lineStart <= maximumLineLength
        else { return nil }
        lineStart = end + 2
        scanned = lineStart
        return start..<end
    }

    @inline(__always)
    private var dataStart: Int? {
        guard !mayStartWithByteOrderMark, !skipsLineFeed, lineStart < buffer.count,
            buffer.span.hasDataField(at: lineStart)
        else { return nil }
        return lineStart + "data: ".utf8.count
    }

    /// Whether there is no line end in what is here, so that nothing can be read.
    var isWaiting: Bool {
        scanned == buffer.count && following.isEmpty && buffer.count - lineStart <= maximumLineLength
    }

    /// Completes the buffer's last line; what is behind it is kept as it came.
    private mutating func complete(with bytes: consuming [UInt8]) {
        // Bytes that come one by one are looked at once.
        let wasScanned = scanned == buffer.count
        let end = bytes.span.firstLineEnd(from: 0)
        if end + 1 < bytes.count {
            reclaim(expecting: end + 1)
            buffer.append(contentsOf: bytes[...end])
            following = bytes
            followingStart = end + 1
        } else {
            let hasLineEnd = end < bytes.count
            reclaim(expecting: bytes.count)
            buffer.append(contentsOf: bytes)
            if wasScanned, !hasLineEnd { scanned = buffer.count }
        }
    }

    /// Reads from another buffer, whose first line starts at an offset.
    private mutating func start(_ bytes: consuming [UInt8], at offset: Int) {
        buffer = bytes
        lineStart = offset
        scanned = offset
        lineFeed = offset
    }

    /// The first line end at or after an offset that is not before `scanned`; the end of the buffer when there is none.
    @inline(__always)
    private mutating func lineEnd(from start: Int) -> Int {
        let feed = buffer.span.first(ASCII.lineFeed, in: max(lineFeed, start)..<buffer.count)
        lineFeed = feed
        return buffer.span.firstLineEnd(from: start, firstLineFeed: feed)
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
    private mutating func reclaim(expecting count: Int) {
        guard lineStart > buffer.count - lineStart else { return }
        var rest: [UInt8] = []
        rest.reserveCapacity(buffer.count - lineStart + count)
        rest.append(contentsOf: buffer[lineStart...])
        buffer = rest
        scanned -= lineStart
        lineFeed = scanned
        lineStart = 0
    }
}
