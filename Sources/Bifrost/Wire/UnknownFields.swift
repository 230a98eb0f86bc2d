internal import LLM

/// What happens to fields that have no name here.
struct UnknownFields: Sendable {
    let areKept: Bool
    /// How deep the values may be that are kept.
    let maximumDepth: Int
}

extension JSONScanner {
    /// Takes the value of a field that has no name here; what is nested too deeply in it becomes null, since nobody
    /// relies on it.
    mutating func readUnknown(
        _ name: JSONText, into fields: inout [String: JSONValue], by rule: UnknownFields, in bytes: Span<UInt8>
    ) throws(JSONError) {
        guard rule.areKept else { return try skipValue(in: bytes) }
        fields[name.string(in: bytes)] = try value(in: bytes, depth: rule.maximumDepth, rule: .readAsNull)
    }
}
