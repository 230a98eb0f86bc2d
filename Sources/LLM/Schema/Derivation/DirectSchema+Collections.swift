extension Optional: DirectSchema where Wrapped: Decodable {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> JSONValue {
        try deriver.schema(of: Wrapped.self, at: path).nullable
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> Self {
        guard let sample, sample != .null else { return nil }
        return try deriver.value(of: Wrapped.self, sample: sample, at: path)
    }
}

extension Array: DirectSchema where Element: Decodable {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> JSONValue {
        ["type": "array", "items": try deriver.schema(of: Element.self, at: path + [SchemaKey.element])]
    }

    // One element rather than none, for types that refuse empty lists; none where a type contains itself.
    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> Self {
        let path = path + [SchemaKey.element]
        guard let samples = sample?.arrayValue else {
            return (try? deriver.value(of: Element.self, sample: nil, at: path)).map { [$0] } ?? []
        }
        return try samples.map { try deriver.value(of: Element.self, sample: $0, at: path) }
    }
}

extension Set: DirectSchema where Element: Decodable {
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> JSONValue {
        var schema = try [Element].schema(deriver, at: path)
        schema["uniqueItems"] = true
        return schema
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> Self {
        Set(try [Element].placeholder(sample, deriver, at: path))
    }
}

extension Dictionary: DirectSchema where Key: Decodable, Value: Decodable {
    // Swift codes keys that are texts or numbers, or that say how, as an object, and all others as a list of keys and
    // values in turn.
    static func schema(_ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> JSONValue {
        let value = try deriver.schema(of: Value.self, at: path + [SchemaKey.element])
        if Key.self == String.self { return ["type": "object", "additionalProperties": value] }
        if Key.self == Int.self {
            return ["type": "object", "additionalProperties": value, "propertyNames": ["pattern": "^-?[0-9]+$"]]
        }
        if Key.self is any CodingKeyRepresentable.Type {
            let names = (Key.self as? any RawRepresentable.Type)?.jsonRawValues?.map(\.asKey)
            var schema: JSONValue = ["type": "object", "additionalProperties": value]
            if let names { schema["propertyNames"] = ["enum": .array(names)] }
            return schema
        }
        let key = try deriver.schema(of: Key.self, at: path + [SchemaKey.element])
        return ["type": "array", "items": .anyKind(of: [key, value])]
    }

    static func placeholder(_ sample: JSONValue?, _ deriver: SchemaDeriver, at path: [any CodingKey]) throws -> Self {
        guard let samples = sample?.objectValue else { return [:] }
        var values: Self = [:]
        for (name, sample) in samples {
            guard let key = name as? Key else { return [:] }
            values[key] = try deriver.value(of: Value.self, sample: sample, at: path + [SchemaKey.element])
        }
        return values
    }
}

extension JSONValue {
    /// A raw value as the key of an object.
    fileprivate var asKey: JSONValue {
        if case .integer(let value) = self { .string(String(value)) } else { self }
    }
}
