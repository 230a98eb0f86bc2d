/// Where a string lies between its quotes, still with its escapes.
package struct JSONText {
    package let range: Range<Int>
    package let isEscaped: Bool

    package init(range: Range<Int>, isEscaped: Bool) {
        self.range = range
        self.isEscaped = isEscaped
    }

    package var isEmpty: Bool { range.isEmpty }

    /// The string; what is not UTF-8 or half a surrogate pair becomes U+FFFD.
    package func string(in bytes: Span<UInt8>) -> String {
        guard !isEscaped else { return String(decoding: unescaped(in: bytes), as: UTF8.self) }
        return bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The string's bytes without escapes.
    package func unescaped(in bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        let text = bytes.extracting(0..<range.upperBound)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let end = text.endOfPlainText(from: offset)
            text.extracting(offset..<end).withUnsafeBufferPointer { result.append(contentsOf: $0) }
            // A string that was read has nothing but escapes between its pieces of plain text.
            offset = end == range.upperBound ? end : end + appendEscape(at: end, in: bytes, to: &result)
        }
        return result
    }

    /// Appends what the escape stands for; returns how many bytes it takes up.
    private func appendEscape(at offset: Int, in bytes: Span<UInt8>, to result: inout [UInt8]) -> Int {
        switch bytes[offset + 1] {
        case UInt8(ascii: "u"): return appendUnicodeEscape(at: offset, in: bytes, to: &result)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case let byte: result.append(byte)
        }
        return 2
    }

    private func appendUnicodeEscape(at offset: Int, in bytes: Span<UInt8>, to result: inout [UInt8]) -> Int {
        let first = codeUnit(at: offset, in: bytes) ?? 0xFFFD
        if 0xD800..<0xDC00 ~= first, let second = codeUnit(at: offset + 6, in: bytes), 0xDC00..<0xE000 ~= second {
            append(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00), to: &result)
            return 12
        }
        append(first, to: &result)
        return 6
    }

    private func codeUnit(at offset: Int, in bytes: Span<UInt8>) -> UInt32? {
        guard offset + 6 <= range.upperBound, bytes[offset] == ASCII.backslash, bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for position in offset + 2..<offset + 6 { unit = unit << 4 | (bytes[position].hexadecimalValue ?? 0) }
        return unit
    }

    private func append(_ value: UInt32, to result: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
