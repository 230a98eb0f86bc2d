extension JSONScanner {
    /// Takes a list of numbers, or a list of such lists, as vectors are written.
    ///
    /// - Parameter bytes: The text.
    /// - Returns: The lists, one when they are not nested; nil when a list is empty, when something else is among the
    ///   numbers, when one is not finite, or for a value of another kind.
    /// - Throws: ``JSONError``, with the code `syntax`.
    package mutating func floatLists(in bytes: Span<UInt8>) throws(JSONError) -> [[Float]]? {
        guard try kind(in: bytes) == .array else {
            try skipValue(in: bytes)
            return nil
        }
        var nested = self
        try nested.beginArray(in: bytes)
        guard try nested.nextElement(in: bytes), try nested.kind(in: bytes) == .array else {
            return try floats(in: bytes).map { [$0] }
        }
        var lists: [[Float]]? = []
        try beginArray(in: bytes)
        while try nextElement(in: bytes) {
            if let list = try floats(in: bytes) { lists?.append(list) } else { lists = nil }
        }
        return lists
    }

    private mutating func floats(in bytes: Span<UInt8>) throws(JSONError) -> [Float]? {
        guard try kind(in: bytes) == .array else {
            try skipValue(in: bytes)
            return nil
        }
        var floats: [Float] = []
        var isVector = true
        let powers = Self.exactPowers.span
        try beginArray(in: bytes)
        while try nextElement(in: bytes) {
            guard try kind(in: bytes) == .number else {
                try skipValue(in: bytes)
                isVector = false
                continue
            }
            let number = try float(in: bytes, powers)
            if !number.isFinite { isVector = false }
            floats.append(number)
        }
        return isVector && !floats.isEmpty ? floats : nil
    }

    private mutating func float(in bytes: Span<UInt8>, _ powers: Span<Double>) throws(JSONError) -> Float {
        let start = offset
        if let (number, end) = bytes.exactDecimal(at: start, powers), !number.isBetweenFloats {
            offset = end
            didTakeValue()
            return Float(number)
        }
        try skipNumber(in: bytes)
        return Float(JSONText(range: start..<offset, isEscaped: false).string(in: bytes)) ?? .nan
    }

    /// The powers of ten that a `Double` holds exactly.
    private static let exactPowers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension Double {
    /// Whether it lies exactly between two neighbouring floats of normal size, so that rounding it need not give the
    /// float that is nearest to the number it was rounded from.
    fileprivate var isBetweenFloats: Bool { bitPattern & 0x1FFF_FFFF == 0x1000_0000 }
}

extension Span<UInt8> {
    /// A number without an exponent whose digits and power of ten are both exact as a `Double`, so that one division
    /// rounds it rightly, and where it ends; nil for any other number, and for what is not of the grammar's form.
    ///
    /// Nearly all numbers in vectors are such; in one pass and without a text they take less than half of the time.
    fileprivate func exactDecimal(at start: Int, _ powers: Span<Double>) -> (number: Double, end: Int)? {
        var position = start
        let isNegative = self[position] == ASCII.minus
        if isNegative { position &+= 1 }
        let whole = digits(from: position, after: 0)
        let hasLeadingZero = position < count && self[position] == ASCII.zero
        guard whole.end > position, !hasLeadingZero || whole.end == position &+ 1 else { return nil }
        var (value, end) = whole
        var scale = 0
        if end < count, self[end] == UInt8(ascii: ".") {
            let first = end &+ 1
            (value, end) = digits(from: first, after: value)
            scale = end &- first
            guard scale > 0, scale < powers.count else { return nil }
        }
        guard value < 1 << 53, end < count, self[end] == ASCII.comma || self[end] == ASCII.closeBracket else {
            return nil
        }
        let number = Double(value) / powers[scale]
        return (isNegative ? -number : number, end)
    }

    /// The value that digits add to one before them, at most so much that it does not overflow, and where they end.
    @inline(__always)
    private func digits(from start: Int, after value: UInt64) -> (value: UInt64, end: Int) {
        var value = value
        var position = start
        while position < count, value < 1 << 53, self[position].isDigit {
            value = value &* 10 &+ UInt64(self[position] &- ASCII.zero)
            position &+= 1
        }
        return (value, position)
    }
}
