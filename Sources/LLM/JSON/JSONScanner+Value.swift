extension JSONScanner {
    /// What happens to lists and objects that are nested too deeply.
    package enum DepthRule { case refuse, readAsNull }

    /// Takes a value of any kind, with at most `depth` levels of lists and objects.
    package mutating func value(
        in bytes: Span<UInt8>, depth: Int, rule: DepthRule = .refuse
    ) throws(JSONError) -> JSONValue {
        switch try kind(in: bytes) {
        case .null:
            try null(in: bytes)
            return .null
        case .bool: return .bool(try bool(in: bytes))
        case .number: return try number(in: bytes)
        case .string: return .string(try text(in: bytes).string(in: bytes))
        case .array where depth <= 0, .object where depth <= 0:
            guard rule == .readAsNull else { throw JSONError(.tooDeep, offset: offset) }
            try skipValue(in: bytes)
            return .null
        case .array: return .array(try elements(in: bytes, depth: depth - 1, rule: rule))
        case .object: return .object(try members(in: bytes, depth: depth - 1, rule: rule))
        }
    }

    private mutating func elements(
        in bytes: Span<UInt8>, depth: Int, rule: DepthRule
    ) throws(JSONError) -> [JSONValue] {
        var elements: [JSONValue] = []
        try beginArray(in: bytes)
        while try nextElement(in: bytes) { elements.append(try value(in: bytes, depth: depth, rule: rule)) }
        return elements
    }

    private mutating func members(
        in bytes: Span<UInt8>, depth: Int, rule: DepthRule
    ) throws(JSONError) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        try beginObject(in: bytes)
        while let key = try nextKey(in: bytes) {
            members[key.string(in: bytes)] = try value(in: bytes, depth: depth, rule: rule)
        }
        return members
    }
}
