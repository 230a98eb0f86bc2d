/// Looks at a value and a schema from outside, without going into either.
struct SchemaShape {
    /// How many references may lead to a schema.
    private static let maximumReferences = 32
    /// How many alternatives may lie in each other.
    private static let maximumDepth = 3

    let root: JSONValue

    /// The schema behind references.
    func resolved(_ schema: JSONValue) -> JSONValue {
        var schema = schema
        for _ in 0..<Self.maximumReferences {
            guard let reference = schema["$ref"]?.stringValue, let target = root.schema(at: reference) else { break }
            schema = target
        }
        return schema
    }

    /// Whether a value has the type, the keys and the fixed members that a schema asks for.
    func accepts(_ value: JSONValue, _ schema: JSONValue, depth: Int = maximumDepth) -> Bool {
        let schema = resolved(schema)
        guard schema != false else { return false }
        if let type = schema["type"], !value.isOfType(type) { return false }
        if let choices = schema.choices, !choices.contains(value.canonical) { return false }
        if depth > 0, let alternatives = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue {
            return alternatives.contains { accepts(value, $0, depth: depth - 1) }
        }
        return value.objectValue.map { hasKeys($0, of: schema) } ?? true
    }

    private func hasKeys(_ members: [String: JSONValue], of schema: JSONValue) -> Bool {
        let properties = schema["properties"]?.objectValue ?? [:]
        let required = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
        guard required.allSatisfy({ members[$0] != nil || properties[$0]?["default"] != nil }) else { return false }
        return members.allSatisfy { key, member in
            guard let property = properties[key] else { return schema["additionalProperties"] != false }
            return property.choices?.contains(member.canonical) ?? true
        }
    }

    /// Whether a schema lets null pass.
    func allowsNull(_ schema: JSONValue) -> Bool { accepts(.null, schema) }

    /// What a schema asks for, in a few words.
    func words(_ schema: JSONValue) -> String {
        let schema = resolved(schema)
        if let choices = schema["enum"]?.arrayValue {
            return choices.prefix(20).map(\.shortText).joined(separator: " or ")
        }
        if let constant = schema["const"] { return constant.shortText }
        let required = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
        if schema["type"] == "object", !required.isEmpty { return "an object with \(required.joined(separator: ", "))" }
        return schema["type"]?.typeWords ?? "something else"
    }
}

extension JSONValue {
    /// The only values that a schema allows.
    fileprivate var choices: [JSONValue]? {
        (self["enum"]?.arrayValue ?? self["const"].map { [$0] })?.map(\.canonical)
    }

    /// The schema that a reference within this one leads to (RFC 6901).
    func schema(at reference: String) -> JSONValue? {
        guard reference.hasPrefix("#") else { return nil }
        let names = reference.dropFirst().split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return names.reduce(.some(self)) { schema, name in
            let key = name.replacing("~1", with: "/").replacing("~0", with: "~")
            return schema?[String(key)] ?? Int(key).flatMap { schema?[$0] }
        }
    }
}
