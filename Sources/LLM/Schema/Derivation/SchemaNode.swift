/// What one decoder was asked for.
final class SchemaNode {
    private enum Shape { case unknown, value, object, list, tuple }

    private var shape = Shape.unknown
    /// The schema of a single value.
    private var value: JSONValue = [:]
    private var keys: [String] = []
    private var members: [String: SchemaNode] = [:]
    private var optionalKeys: Set<String> = []
    private var elements: [SchemaNode] = []
    /// Whether keys may come that no code asks for by name.
    var isOpen = false
    /// How many kinds of value there are, of which one is asked for each time.
    var alternatives = 1

    func setValue(_ schema: JSONValue) {
        guard shape == .unknown else { return }
        shape = .value
        value = schema
    }

    /// Takes a type that asks for nothing as an object without members, as Swift codes one.
    func setObject() { if shape == .unknown { shape = .object } }

    func setTuple() { if shape == .unknown { shape = .tuple } }

    func setList() { if shape == .unknown || shape == .tuple { shape = .list } }

    /// The node of a key; one that is asked for twice keeps what was noted first.
    func member(_ key: String, isOptional: Bool = false) -> SchemaNode {
        if isOptional { optionalKeys.insert(key) }
        if let member = members[key] { return member }
        let member = SchemaNode()
        keys.append(key)
        members[key] = member
        return member
    }

    func element(_ index: Int) -> SchemaNode {
        while elements.count <= index { elements.append(SchemaNode()) }
        return elements[index]
    }

    /// The noted schema.
    var schema: JSONValue {
        switch shape {
        case .unknown, .value: value
        case .object: object
        case .list: list
        case .tuple: tuple
        }
    }

    private var object: JSONValue {
        let required = keys.filter { !optionalKeys.contains($0) }
        return [
            "type": "object", "properties": .object(members.mapValues(\.schema)),
            "required": .array(required.map { .string($0) }), "additionalProperties": .bool(isOpen),
        ]
    }

    private var list: JSONValue {
        elements.isEmpty ? ["type": "array"] : ["type": "array", "items": .anyKind(of: elements.map(\.schema))]
    }

    private var tuple: JSONValue {
        let count = JSONValue.integer(Int64(elements.count))
        return [
            "type": "array", "prefixItems": .array(elements.map(\.schema)), "minItems": count, "maxItems": count,
        ]
    }
}
