extension JSONValue {
    /// Whether this is of a type, or of one of a list of types, by the names of JSON Schema.
    func isOfType(_ type: JSONValue) -> Bool {
        if let types = type.arrayValue { return types.contains { isOfType($0) } }
        return switch (type.stringValue, self) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object): true
        case ("number", .integer), ("number", .number), ("integer", .integer): true
        case ("integer", .number(let number)): number.rounded() == number && number.isFinite
        default: false
        }
    }

    /// The same value with each number in one form, so that 1 equals 1.0.
    var canonical: JSONValue {
        switch self {
        case .number(let number): JSONValue(shortest: number)
        case .array(let elements): .array(elements.map(\.canonical))
        case .object(let members): .object(members.mapValues(\.canonical))
        default: self
        }
    }

    /// A value in a few words.
    var shortText: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let text): "\"\(text.prefix(60))\(text.count > 60 ? "…" : "")\""
        case .array(let elements): "a list of \(elements.count)"
        case .object(let members) where members.isEmpty: "an empty object"
        case .object(let members):
            "an object with \(members.keys.sorted().prefix(20).joined(separator: ", ").prefix(200))"
        }
    }

    /// The value of a `type` keyword in words.
    var typeWords: String {
        if let types = arrayValue { return types.map(\.typeWords).joined(separator: " or ") }
        return switch stringValue {
        case "string": "a string"
        case "integer": "a whole number"
        case "number": "a number"
        case "boolean": "true or false"
        case "array": "a list"
        case "object": "an object"
        case let other: other ?? "of another type"
        }
    }
}
