extension JSONScanner {
    /// Takes a string and tells where it lies.
    package mutating func text(in bytes: Span<UInt8>) throws(JSONError) -> JSONText {
        try take(ASCII.quote, in: bytes)
        let start = offset
        var isEscaped = false
        while true {
            offset = bytes.endOfPlainText(from: offset)
            guard offset < bytes.count else { throw syntaxError }
            switch bytes[offset] {
            case ASCII.quote:
                offset += 1
                didTakeValue()
                return JSONText(range: start..<offset - 1, isEscaped: isEscaped)
            case ASCII.backslash:
                isEscaped = true
                try skipEscape(in: bytes)
            default:
                throw syntaxError
            }
        }
    }

    /// Takes a string, or skips a value of another kind.
    package mutating func textIfPresent(in bytes: Span<UInt8>) throws(JSONError) -> JSONText? {
        guard try kind(in: bytes) == .string else {
            try skipValue(in: bytes)
            return nil
        }
        return try text(in: bytes)
    }

    /// Takes a string, or skips a value of another kind.
    package mutating func stringIfPresent(in bytes: Span<UInt8>) throws(JSONError) -> String? {
        try textIfPresent(in: bytes)?.string(in: bytes)
    }

    private mutating func skipEscape(in bytes: Span<UInt8>) throws(JSONError) {
        guard offset + 1 < bytes.count else { throw syntaxError }
        switch bytes[offset + 1] {
        case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"):
            guard offset + 6 <= bytes.count else { throw syntaxError }
            for position in offset + 2..<offset + 6 where bytes[position].hexadecimalValue == nil { throw syntaxError }
            offset += 6
        default:
            throw syntaxError
        }
    }
}

extension Span<UInt8> {
    /// The offset of the first quote, backslash or control character, or the number of bytes when there is none.
    func endOfPlainText(from start: Int) -> Int {
        precondition(start >= 0)
        return withUnsafeBytes { $0.endOfPlainText(from: start) }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func endOfPlainText(from start: Int) -> Int {
        guard let base = baseAddress else { return count }
        let quotes = SIMD16<UInt8>(repeating: ASCII.quote)
        let backslashes = SIMD16<UInt8>(repeating: ASCII.backslash)
        let spaces = SIMD16<UInt8>(repeating: ASCII.space)
        var offset = start
        while offset &+ 16 <= count {
            let lanes = base.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
            let matches = (lanes .== quotes) .| (lanes .== backslashes) .| (lanes .< spaces)
            // Two words are tested faster than sixteen lanes; a lane that matches is all ones.
            let words = unsafeBitCast(matches, to: SIMD2<UInt64>.self)
            if words[0] != 0 { return offset &+ words[0].littleEndian.trailingZeroBitCount / 8 }
            if words[1] != 0 { return offset &+ 8 &+ words[1].littleEndian.trailingZeroBitCount / 8 }
            offset &+= 16
        }
        while offset < count, !base.load(fromByteOffset: offset, as: UInt8.self).endsPlainText { offset &+= 1 }
        return offset
    }
}

extension UInt8 {
    fileprivate var endsPlainText: Bool { self == ASCII.quote || self == ASCII.backslash || self < ASCII.space }
}
