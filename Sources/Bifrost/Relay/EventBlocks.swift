/// Cuts an event stream where nothing is half said: after a blank line, and after a comment between two events.
///
/// What is handed on at such a place is whole, so that something else, such as an error or a heartbeat, can follow it.
/// The bytes themselves stay as they are. Source: WHATWG HTML, section 9.2.5 "Parsing an event stream".
struct EventBlocks: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0
    /// How much of the buffer was looked at.
    private var scanned = 0
    private var isAtLineStart = true
    private var lineIsComment = false
    private var blockHasFields = false
    /// The last byte was a CR: an LF behind it belongs to the same line end.
    private var followsCR = false

    /// What no place to cut was found behind.
    var rest: ArraySlice<UInt8> { buffer[start...] }

    mutating func append(_ bytes: [UInt8]) {
        if start > 0 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        if buffer.isEmpty { buffer = bytes } else { buffer += bytes }
    }

    /// Takes the bytes up to the next place to cut; nil when there is none yet.
    mutating func next() -> [UInt8]? {
        while scanned < buffer.count {
            let byte = buffer[scanned]
            scanned += 1
            if canCut(behind: byte), !isCRBeforeLF { return takeScanned() }
        }
        return nil
    }

    /// Takes all that is left.
    mutating func takeRest() -> [UInt8] {
        scanned = buffer.count
        return takeScanned()
    }

    private var isCRBeforeLF: Bool { followsCR && scanned < buffer.count && buffer[scanned] == Byte.lineFeed }

    private mutating func takeScanned() -> [UInt8] {
        defer { start = scanned }
        return Array(buffer[start..<scanned])
    }

    private mutating func canCut(behind byte: UInt8) -> Bool {
        switch byte {
        case Byte.lineFeed where followsCR:
            followsCR = false
            return !blockHasFields
        case Byte.lineFeed, Byte.carriageReturn:
            followsCR = byte == Byte.carriageReturn
            if isAtLineStart { blockHasFields = false }
            isAtLineStart = true
            return !blockHasFields
        default:
            followsCR = false
            if isAtLineStart { lineIsComment = byte == Byte.colon }
            if !lineIsComment { blockHasFields = true }
            isAtLineStart = false
            return false
        }
    }
}

private enum Byte {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let colon = UInt8(ascii: ":")
}
