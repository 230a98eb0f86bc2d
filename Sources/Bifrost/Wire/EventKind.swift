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

    /// The kind of an event that has a name.
    init(name: Span<UInt8>, data: Span<UInt8>) {
        if Self.keepAlives.contains(where: { name.count == $0.count && name.matches($0, at: 0) }) {
            self = .ignored
        } else if name.count == Self.errorName.count, name.matches(Self.errorName, at: 0), !data.isBlank {
            self = .error
        } else {
            self.init(data: data)
        }
    }

    /// The kind of an event that has none.
    init(data: Span<UInt8>) {
        // Nearly every event is an object, which its first byte tells.
        if !data.isEmpty, data[0] == UInt8(ascii: "{") {
            self = .data
            return
        }
        let range = data.trimmedRange
        if range.isEmpty {
            self = .ignored
        } else if range.count == Self.endMarker.count, data.matches(Self.endMarker, at: range.lowerBound) {
            self = .done
        } else {
            self = .data
        }
    }
}

extension Span<UInt8> {
    fileprivate var isBlank: Bool { trimmedRange.isEmpty }

    /// Where the bytes lie without the white space around them.
    fileprivate var trimmedRange: Range<Int> {
        var (start, end) = (0, count)
        while start < end, self[start] <= UInt8(ascii: " ") { start += 1 }
        while start < end, self[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        return start..<end
    }
}
