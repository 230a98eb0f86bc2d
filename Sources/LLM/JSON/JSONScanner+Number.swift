extension JSONScanner {
    /// Takes a whole number, also one written as `12.0` or `1e3`; nil for a value that has a fraction, does not fit 64
    /// bits or is no number at all.
    package mutating func integerIfPresent(in bytes: Span<UInt8>) throws(JSONError) -> Int? {
        guard try kind(in: bytes) == .number else {
            try skipValue(in: bytes)
            return nil
        }
        let start = offset
        let isWhole = try skipNumber(in: bytes)
        let digits = string(from: start, in: bytes)
        if isWhole { return Int(digits) }
        return Double(digits).flatMap(Int.init(exactly:))
    }

    /// Takes a number; nil for a value of another kind.
    package mutating func numberIfPresent(in bytes: Span<UInt8>) throws(JSONError) -> Double? {
        guard try kind(in: bytes) == .number else {
            try skipValue(in: bytes)
            return nil
        }
        return try number(in: bytes).numberValue
    }

    /// Takes a number: an integer when it is written as one and fits 64 bits.
    mutating func number(in bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = offset
        let isWhole = try skipNumber(in: bytes)
        let digits = string(from: start, in: bytes)
        if isWhole, let integer = Int64(digits) { return .integer(integer) }
        let number = Double(digits) ?? 0
        // Kept finite, so that what was read can be written again.
        return .number(min(max(number, -.greatestFiniteMagnitude), .greatestFiniteMagnitude))
    }

    /// Takes a number by the grammar of RFC 8259 section 6; tells whether it has neither fraction nor exponent.
    @discardableResult
    mutating func skipNumber(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        var isWhole = true
        _ = skip(ASCII.minus, in: bytes)
        if !skip(ASCII.zero, in: bytes) { try skipDigits(in: bytes) }
        if skip(UInt8(ascii: "."), in: bytes) {
            isWhole = false
            try skipDigits(in: bytes)
        }
        if skip(UInt8(ascii: "e"), in: bytes) || skip(UInt8(ascii: "E"), in: bytes) {
            isWhole = false
            if !skip(UInt8(ascii: "+"), in: bytes) { _ = skip(ASCII.minus, in: bytes) }
            try skipDigits(in: bytes)
        }
        didTakeValue()
        return isWhole
    }

    private mutating func skip(_ byte: UInt8, in bytes: Span<UInt8>) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipDigits(in bytes: Span<UInt8>) throws(JSONError) {
        guard offset < bytes.count, bytes[offset].isDigit else { throw syntaxError }
        while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
    }

    private func string(from start: Int, in bytes: Span<UInt8>) -> String {
        JSONText(range: start..<offset, isEscaped: false).string(in: bytes)
    }
}
