internal import LLM

extension JSONWriter {
    /// How deep the caller's own values may be.
    static let maximumDepth = 512

    mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    mutating func member(_ name: String, _ value: JSONValue) throws(JSONError) {
        key(name)
        try self.value(value, depth: Self.maximumDepth)
    }

    mutating func optional(_ name: String, _ value: Double?, unless extra: ExtraFields) throws(JSONError) {
        if let value, !extra.contains(name) { try member(name, .number(value)) }
    }

    mutating func optional(_ name: String, _ value: Int?, unless extra: ExtraFields) {
        guard let value, !extra.contains(name) else { return }
        key(name)
        integer(value)
    }

    mutating func optional(_ name: String, _ value: Bool?, unless extra: ExtraFields) {
        if let value, !extra.contains(name) { member(name, value) }
    }

    mutating func optional(_ name: String, _ value: String?, unless extra: ExtraFields) {
        if let value, !extra.contains(name) { member(name, value) }
    }

    /// Writes a value that is not empty.
    mutating func optional(_ name: String, _ value: JSONValue?, unless extra: ExtraFields) throws(JSONError) {
        guard let value, value != [], value != [:], !extra.contains(name) else { return }
        try member(name, value)
    }
}

extension JSONValue {
    /// An object of those members that there are.
    static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.reduce(into: [:]) { $0[$1.key] = $1.value })
    }

    /// A text that may be absent.
    static func string(_ text: String?) -> JSONValue? {
        text.map { .string($0) }
    }
}
