internal import LLM

/// Collects the fields that have no name here, if they are wanted; they are skipped otherwise.
struct UnknownFields: Sendable {
    private(set) var members: [String: JSONValue] = [:]
    private let isWanted: Bool
    private let maximumDepth: Int

    init(isWanted: Bool, maximumDepth: Int) {
        self.isWanted = isWanted
        self.maximumDepth = maximumDepth
    }

    /// Takes the value of a field; what is nested too deeply in it becomes null, since nobody relies on it.
    mutating func read(
        _ name: JSONText, with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) {
        guard isWanted else { return try scanner.skipValue(in: bytes) }
        members[name.string(in: bytes)] = try scanner.value(in: bytes, depth: maximumDepth, rule: .readAsNull)
    }

    /// Adds the fields of an object that is itself a field.
    mutating func add(_ fields: UnknownFields, under name: String) {
        if !fields.members.isEmpty { members[name] = .object(fields.members) }
    }
}
