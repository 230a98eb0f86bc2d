extension JSONScanner {
    /// Skips a value of any kind and any depth, and checks it on the way.
    package mutating func skipValue(in bytes: Span<UInt8>) throws(JSONError) {
        var nesting = JSONNesting()
        repeat {
            guard try hasNext(in: nesting, bytes) else {
                nesting.close()
                continue
            }
            switch try kind(in: bytes) {
            case .object:
                try beginObject(in: bytes)
                nesting.openObject()
            case .array:
                try beginArray(in: bytes)
                nesting.openArray()
            case .string: _ = try text(in: bytes)
            case .number: try skipNumber(in: bytes)
            case .bool: _ = try bool(in: bytes)
            case .null: try null(in: bytes)
            }
        } while !nesting.isEmpty
    }

    /// Skips a text or a number.
    package mutating func skipScalar(in bytes: Span<UInt8>) throws(JSONError) {
        if try significantByte(in: bytes) == ASCII.quote { _ = try text(in: bytes) } else { try skipNumber(in: bytes) }
    }

    /// Skips a value and tells whether it says nothing: null, false, zero, or an empty string, list or object.
    package mutating func skipVoidValue(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        let kind = try kind(in: bytes)
        let start = offset
        switch kind {
        case .null:
            try null(in: bytes)
            return true
        case .bool: return try !bool(in: bytes)
        case .number: return try integerIfPresent(in: bytes) == 0
        case .string: return try text(in: bytes).isEmpty
        case .array, .object:
            try skipValue(in: bytes)
            for position in start + 1..<offset - 1 where !bytes[position].isJSONWhitespace { return false }
            return true
        }
    }

    /// Skips a value and returns the text that it was written as.
    package mutating func rawText(in bytes: Span<UInt8>) throws(JSONError) -> String {
        try extent(in: bytes).string(in: bytes)
    }

    /// Skips a value and tells where it lies.
    package mutating func extent(in bytes: Span<UInt8>) throws(JSONError) -> JSONText {
        _ = try kind(in: bytes)
        let start = offset
        try skipValue(in: bytes)
        return JSONText(range: start..<offset, isEscaped: false)
    }

    private mutating func hasNext(in nesting: JSONNesting, _ bytes: Span<UInt8>) throws(JSONError) -> Bool {
        if nesting.isEmpty { return true }
        return nesting.isInObject ? try nextKey(in: bytes) != nil : try nextElement(in: bytes)
    }
}
