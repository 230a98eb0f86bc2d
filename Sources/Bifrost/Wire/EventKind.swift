internal import LLM

/// What an event of a chat stream is, before its JSON is read.
enum EventKind {
    case ignored
    case done
    case error
    case data

    private static let keepAlives = ["ping", "keepalive", "keep-alive", "heartbeat"].map { Array($0.utf8) }
    private static let errorName = Array("error".utf8)
    private static let endMarker = Array("[DONE]".utf8)

    init(type: Span<UInt8>, data: Span<UInt8>) {
        if Self.keepAlives.contains(where: { type.count == $0.count && type.matches($0, at: 0) }) {
            self = .ignored
            return
        }
        let range = data.trimmedRange
        if range.isEmpty {
            self = .ignored
        } else if type.count == Self.errorName.count, type.matches(Self.errorName, at: 0) {
            self = .error
        } else if range.count == Self.endMarker.count, data.matches(Self.endMarker, at: range.lowerBound) {
            self = .done
        } else {
            self = .data
        }
    }
}

extension Span<UInt8> {
    /// Where the bytes lie without the white space around them.
    fileprivate var trimmedRange: Range<Int> {
        var (start, end) = (0, count)
        while start < end, self[start] <= UInt8(ascii: " ") { start += 1 }
        while start < end, self[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        return start..<end
    }
}
