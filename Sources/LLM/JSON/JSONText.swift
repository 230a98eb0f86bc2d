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
        guard !isEscaped else { return unescapedString(in: bytes) }
        return bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// By way of the stack: a short text takes no memory of the heap, whatever its escapes.
    private func unescapedString(in bytes: Span<UInt8>) -> String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: range.count) { memory in
            var output = OutputSpan(buffer: memory, initializedCount: 0)
            unescape(bytes, into: &output)
            let count = output.finalize(for: memory)
            return String(decoding: memory[..<count], as: UTF8.self)
        }
    }

    /// The string's bytes without escapes.
    package func unescaped(in bytes: Span<UInt8>) -> [UInt8] {
        [UInt8](capacity: range.count) { unescape(bytes, into: &$0) }
    }

    /// Writes what the string says, which never takes more bytes than it has with its escapes.
    private func unescape(_ bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>) {
        let text = bytes.extracting(0..<range.upperBound)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let end = text.endOfPlainText(from: offset)
            output.append(text.extracting(offset..<end))
            // A string that was read has nothing but escapes between its pieces of plain text.
            offset = end == range.upperBound ? end : end + appendEscape(at: end, in: bytes, to: &output)
        }
    }

    /// Appends what the escape stands for; returns how many bytes it takes up.
    private func appendEscape(at offset: Int, in bytes: Span<UInt8>, to output: inout OutputSpan<UInt8>) -> Int {
        switch bytes[offset + 1] {
        case UInt8(ascii: "u"): return appendUnicodeEscape(at: offset, in: bytes, to: &output)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case let byte: output.append(byte)
        }
        return 2
    }

    private func appendUnicodeEscape(
        at offset: Int, in bytes: Span<UInt8>, to output: inout OutputSpan<UInt8>
    ) -> Int {
        let first = codeUnit(at: offset, in: bytes) ?? 0xFFFD
        if 0xD800..<0xDC00 ~= first, let second = codeUnit(at: offset + 6, in: bytes), 0xDC00..<0xE000 ~= second {
            output.append(scalar: 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            return 12
        }
        output.append(scalar: first)
        return 6
    }

    private func codeUnit(at offset: Int, in bytes: Span<UInt8>) -> UInt32? {
        guard offset + 6 <= range.upperBound, bytes[offset] == ASCII.backslash, bytes[offset + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for position in offset + 2..<offset + 6 { unit = unit << 4 | (bytes[position].hexadecimalValue ?? 0) }
        return unit
    }
}

extension OutputSpan<UInt8> {
    fileprivate mutating func append(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { bytes in
            withUnsafeMutableBufferPointer { memory, count in
                _ = memory.extracting(count...).initialize(fromContentsOf: bytes)
                count += bytes.count
            }
        }
    }

    fileprivate mutating func append(scalar value: UInt32) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(unit) }
    }
}
