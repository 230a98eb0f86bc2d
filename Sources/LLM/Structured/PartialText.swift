/// Where the reading of a string stands, and how much of it can be shown.
///
/// An escape can be cut anywhere, and what the first half of a surrogate pair means is known when the escape after it
/// is: until then both are held back, so that a string never shows a character that it then takes back.
struct PartialText: Sendable {
    private enum Escape { case none, begun, hexadecimal(digits: Int, unit: UInt32) }

    private(set) var isEscaped = false
    private var escape = Escape.none
    private var escapeStart = 0
    /// Where the first half of a surrogate pair begins, while the second may follow.
    private var highSurrogate: Int?

    /// Whether the next byte may be the string's quote or plain text.
    var isBetweenEscapes: Bool {
        if case .none = escape { true } else { false }
    }

    /// Where the text ends that can be shown when `offset` bytes have been taken.
    func end(at offset: Int) -> Int { highSurrogate ?? (isBetweenEscapes ? offset : escapeStart) }

    /// Plain text or the end of the string came.
    mutating func plainTextReceived() { highSurrogate = nil }

    mutating func backslashReceived(at offset: Int) {
        isEscaped = true
        escape = .begun
        escapeStart = offset
    }

    /// Takes a byte of an escape; returns whether it may stand there.
    mutating func escapeReceived(_ byte: UInt8) -> Bool {
        switch escape {
        case .none: return false
        case .begun: return letterReceived(byte)
        case .hexadecimal(let digits, let unit):
            guard let digit = byte.hexadecimalValue else { return false }
            escape = .hexadecimal(digits: digits + 1, unit: unit << 4 | digit)
            if digits == 3 { codeUnitReceived(unit << 4 | digit) }
            return true
        }
    }

    private mutating func letterReceived(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "u"):
            escape = .hexadecimal(digits: 0, unit: 0)
            return true
        case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            escape = .none
            highSurrogate = nil
            return true
        default: return false
        }
    }

    private mutating func codeUnitReceived(_ unit: UInt32) {
        escape = .none
        highSurrogate = 0xD800..<0xDC00 ~= unit ? escapeStart : nil
    }
}
