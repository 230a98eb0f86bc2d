/// The keywords that hold schemas (JSON Schema 2020-12, Core, section 10).
enum SchemaKeyword {
    static let schemas: Set<String> = [
        "items", "additionalProperties", "not", "contains", "propertyNames", "if", "then", "else",
        "unevaluatedItems", "unevaluatedProperties", "contentSchema",
    ]
    static let lists: Set<String> = ["anyOf", "oneOf", "allOf", "prefixItems"]
    static let maps: Set<String> = ["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"]
}

extension JSONValue {
    static func reference(to name: String) -> JSONValue { ["$ref": .string("#/$defs/\(name)")] }

    /// The name of the definition that this schema refers to, and where inside, such as `/$defs/Title`.
    var definitionReference: (name: String, inside: String)? {
        guard let text = self["$ref"]?.stringValue, text.hasPrefix("#/$defs/") else { return nil }
        let path = text.dropFirst("#/$defs/".count)
        let name = path.prefix { $0 != "/" }
        return (String(name), String(path.dropFirst(name.count)))
    }

    /// Whether this is the schema of a single value of any content.
    var isScalarSchema: Bool {
        self["properties"] == nil && self["enum"] == nil && self["anyOf"] == nil && self["items"] == nil
            && self["prefixItems"] == nil
    }

    /// A value that the schema itself names, to stand for all others.
    var firstExample: JSONValue? {
        self["examples"]?[0] ?? self["default"] ?? self["const"] ?? self["enum"]?[0]
    }

    /// Whether a schema inside refers to one by `$ref`.
    var hasReference: Bool { self["$ref"] != nil || subschemas.contains(where: \.hasReference) }

    /// The schema of values that keep to any of these.
    static func anyKind(of schemas: [JSONValue]) -> JSONValue {
        let kinds = schemas.reduce(into: [JSONValue]()) { if !$0.contains($1) { $0.append($1) } }
        return kinds.count == 1 ? kinds[0] : ["anyOf": .array(kinds)]
    }

    func setting(_ key: String, to value: JSONValue) -> JSONValue {
        var copy = self
        copy[key] = value
        return copy
    }

    /// The schemas one level below.
    var subschemas: [JSONValue] {
        (objectValue ?? [:]).flatMap { keyword, value -> [JSONValue] in
            if SchemaKeyword.schemas.contains(keyword) { return [value] }
            if SchemaKeyword.lists.contains(keyword) { return value.arrayValue ?? [] }
            return SchemaKeyword.maps.contains(keyword) ? Array((value.objectValue ?? [:]).values) : []
        }
    }

    /// The schema with each schema one level below replaced.
    func mappingSubschemas<E: Error>(_ transform: (JSONValue) throws(E) -> JSONValue) throws(E) -> JSONValue {
        guard case .object(var members) = self else { return self }
        for (keyword, value) in members {
            if SchemaKeyword.schemas.contains(keyword) {
                members[keyword] = try transform(value)
            } else if SchemaKeyword.lists.contains(keyword), let elements = value.arrayValue {
                members[keyword] = .array(try elements.map(transform))
            } else if SchemaKeyword.maps.contains(keyword), case .object(var map) = value {
                for (name, schema) in map { map[name] = try transform(schema) }
                members[keyword] = .object(map)
            }
        }
        return .object(members)
    }

    /// A schema that stands at `#/$defs/name` of another, with its own references led there.
    func relocated(to name: String) -> JSONValue {
        var schema = mappingSubschemas { $0.relocated(to: name) }
        if let reference = self["$ref"]?.stringValue, reference == "#" || reference.hasPrefix("#/") {
            schema["$ref"] = .string("#/$defs/\(name)\(reference.dropFirst())")
        }
        return schema
    }

    /// The schema that allows null too.
    var nullable: JSONValue {
        guard case .object(var members) = self else { return self }
        let null: JSONValue = ["type": "null"]
        if let type = self["type"]?.stringValue, self["const"] == nil {
            if type == "null" { return self }
            members["type"] = [.string(type), "null"]
            if let values = self["enum"]?.arrayValue { members["enum"] = .array(values + [nil]) }
            return .object(members)
        }
        if let alternatives = self["anyOf"]?.arrayValue {
            if !alternatives.contains(null) { members["anyOf"] = .array(alternatives + [null]) }
            return .object(members)
        }
        if members.isEmpty || self["type"]?.arrayValue?.contains("null") == true { return self }
        let description = members.removeValue(forKey: "description")
        var whole: JSONValue = ["anyOf": [.object(members), null]]
        whole["description"] = description
        return whole
    }
}
