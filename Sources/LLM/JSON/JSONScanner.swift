/// Reads JSON where it lies, one value at a time, without copies and without recursion.
///
/// The bytes are given to each call, so that a borrowed buffer can be read; they must be the same every time. A
/// reader asks for the ``kind(in:)`` of the next value and then takes it or skips it:
///
/// ```swift
/// try scanner.beginObject(in: bytes)
/// while let key = try scanner.nextKey(in: bytes) { try scanner.skipValue(in: bytes) }
/// try scanner.end(in: bytes)
/// ```
///
/// Everything that is read or skipped is checked against RFC 8259, with one exception: bytes that are not UTF-8 are
/// allowed in strings and become U+FFFD.
package struct JSONScanner {
    /// What the next value is.
    package enum Kind { case object, array, string, number, bool, null }

    /// How many bytes have been taken; after ``kind(in:)``, where the next value begins.
    package internal(set) var offset = 0
    /// Whether a comma must stand before the next key or element.
    private var isAfterValue = false

    package init() {}

    /// Makes a scanner that begins with the value at an offset.
    package init(at offset: Int) { self.offset = offset }

    /// Goes on behind a value that is known without being read: the same bytes were read and checked before.
    package mutating func skipKnownValue(to end: Int) {
        offset = end
        isAfterValue = true
    }

    /// Tells what the next value is, by its first byte.
    package mutating func kind(in bytes: Span<UInt8>) throws(JSONError) -> Kind {
        switch try significantByte(in: bytes) {
        case ASCII.quote: .string
        case ASCII.openBrace: .object
        case ASCII.openBracket: .array
        case ASCII.minus, ASCII.zero...(ASCII.zero + 9): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: throw syntaxError
        }
    }

    package mutating func beginObject(in bytes: Span<UInt8>) throws(JSONError) {
        try take(ASCII.openBrace, in: bytes)
        isAfterValue = false
    }

    package mutating func beginArray(in bytes: Span<UInt8>) throws(JSONError) {
        try take(ASCII.openBracket, in: bytes)
        isAfterValue = false
    }

    /// Takes the next key of the object that is open, and its colon; nil takes the object's end.
    package mutating func nextKey(in bytes: Span<UInt8>) throws(JSONError) -> JSONText? {
        guard try hasNext(before: ASCII.closeBrace, in: bytes) else { return nil }
        let key = try text(in: bytes)
        try take(ASCII.colon, in: bytes)
        return key
    }

    /// Whether the array that is open has another element; if not, its end is taken.
    package mutating func nextElement(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        try hasNext(before: ASCII.closeBracket, in: bytes)
    }

    /// Makes sure that nothing but white space is left.
    package mutating func end(in bytes: Span<UInt8>) throws(JSONError) {
        while offset < bytes.count, bytes[offset].isJSONWhitespace { offset += 1 }
        guard offset == bytes.count else { throw syntaxError }
    }

    /// Takes `true` or `false`.
    package mutating func bool(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        let isTrue = try significantByte(in: bytes) == UInt8(ascii: "t")
        try takeLiteral(isTrue ? "true" : "false", in: bytes)
        return isTrue
    }

    package mutating func null(in bytes: Span<UInt8>) throws(JSONError) {
        try takeLiteral("null", in: bytes)
    }

    var syntaxError: JSONError { JSONError(.syntax, offset: offset) }

    mutating func didTakeValue() { isAfterValue = true }

    // Inlined, since every token begins with it.
    @inline(__always)
    mutating func significantByte(in bytes: Span<UInt8>) throws(JSONError) -> UInt8 {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte > ASCII.space || !byte.isJSONWhitespace { return byte }
            offset &+= 1
        }
        throw syntaxError
    }

    @inline(__always)
    mutating func take(_ byte: UInt8, in bytes: Span<UInt8>) throws(JSONError) {
        guard try significantByte(in: bytes) == byte else { throw syntaxError }
        offset &+= 1
    }

    private mutating func hasNext(before close: UInt8, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        if try significantByte(in: bytes) == close {
            offset += 1
            isAfterValue = true
            return false
        }
        // Whatever follows a comma is read as a key or a value next, so a comma before the end does not pass.
        if isAfterValue { try take(ASCII.comma, in: bytes) }
        return true
    }

    private mutating func takeLiteral(_ literal: StaticString, in bytes: Span<UInt8>) throws(JSONError) {
        guard bytes.count - offset >= literal.utf8CodeUnitCount else { throw syntaxError }
        for position in 0..<literal.utf8CodeUnitCount where bytes[offset + position] != literal.utf8Start[position] {
            throw syntaxError
        }
        offset += literal.utf8CodeUnitCount
        isAfterValue = true
    }
}
