extension JSONSchema {
    /// Rewrites the schema by the rules of OpenAI's strict mode.
    ///
    /// Every property is required, and one that was not becomes nullable; objects are closed; `oneOf` becomes `anyOf`; tuples
    /// become lists of a fixed length. Keywords that strict mode does not know, such as `default`, `uniqueItems` and
    /// `minLength`, are left out, and so are unknown formats; ``validate(_:)`` of the schema itself still checks them. A
    /// value that keeps to the strict schema keeps to this one after ``fillingDefaults(_:)``, but for those keywords.
    ///
    /// - Returns: The strict schema.
    /// - Throws: ``LLMError/Code/configuration``, naming the place, for what strict mode cannot express: a schema that is
    ///   not of an object at the top, dictionaries, values of any type, `not`, conditions, and more than one schema in
    ///   `allOf`.
    public func strict() throws(LLMError) -> JSONSchema {
        guard value["type"] == "object" else { throw SchemaPath().strictError("the schema must be that of an object") }
        return try JSONSchema(value.strict(at: SchemaPath()))
    }
}

private enum StrictRules {
    static let keywords: Set<String> = [
        "$ref", "$defs", "definitions", "type", "title", "description", "enum", "const", "anyOf", "properties",
        "required",
        "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "pattern", "format",
    ]
    static let refused = [
        "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "patternProperties", "allOf",
        "oneOf",
    ]
    static let formats: Set<String> = [
        "date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid",
    ]
}

extension JSONValue {
    fileprivate func strict(at path: SchemaPath) throws(LLMError) -> JSONValue {
        let schema = withoutAliases
        if let keyword = StrictRules.refused.first(where: { schema[$0] != nil }) {
            throw path.strictError("it has no \(keyword)")
        }
        guard let members = schema.objectValue?.filter({ StrictRules.keywords.contains($0.key) }),
            !members.keys.allSatisfy({ $0 == "description" || $0 == "title" })
        else { throw path.strictError("a value of any type is not allowed") }
        var strict = try JSONValue.object(members).withStrictParts(at: path)
        if let format = strict["format"]?.stringValue, !StrictRules.formats.contains(format) { strict["format"] = nil }
        if strict.isObjectSchema { strict = try strict.withStrictObject(at: path) }
        return strict.withLoneReference
    }

    private var isObjectSchema: Bool {
        self["type"] == "object" || self["type"]?.arrayValue?.contains("object") == true || self["properties"] != nil
    }

    /// The schema without the keywords that others can stand for.
    private var withoutAliases: JSONValue {
        guard case .object(var members) = self else { return self }
        if members["anyOf"] == nil { members["anyOf"] = members.removeValue(forKey: "oneOf") }
        if let parts = members["allOf"]?.arrayValue, parts.count == 1, let part = parts[0].objectValue,
            part.allSatisfy({ members[$0] == nil || members[$0] == $1 })
        {
            members["allOf"] = nil
            members.merge(part) { own, _ in own }
        }
        if let elements = members["prefixItems"]?.arrayValue {
            let others = members["items"].flatMap { $0 == false ? nil : $0 }
            members["items"] = JSONValue.anyKind(of: elements + (others.map { [$0] } ?? []))
        }
        return .object(members)
    }

    private func withStrictParts(at path: SchemaPath) throws(LLMError) -> JSONValue {
        guard case .object(var members) = self else { return self }
        for map in ["properties", "$defs", "definitions"] {
            guard case .object(var schemas) = members[map] else { continue }
            for (name, schema) in schemas { schemas[name] = try schema.strict(at: path.appending(name)) }
            members[map] = .object(schemas)
        }
        if let items = members["items"] {
            members["items"] = try items.strict(at: path.ofElements)
        }
        if let alternatives = members["anyOf"]?.arrayValue {
            var stricts: [JSONValue] = []
            for schema in alternatives { stricts.append(try schema.strict(at: path)) }
            members["anyOf"] = .array(stricts)
        }
        return .object(members)
    }

    private func withStrictObject(at path: SchemaPath) throws(LLMError) -> JSONValue {
        if (self["additionalProperties"] ?? .bool(self["properties"] == nil)) != false {
            throw path.strictError("a dictionary is not allowed; use a list of keys and values")
        }
        var properties = self["properties"]?.objectValue ?? [:]
        let required = self["required"]?.arrayValue ?? []
        for case .string(let key) in required where properties[key] == nil {
            throw path.strictError("the required property \(key) has no schema")
        }
        let others = properties.keys.filter { !required.contains(.string($0)) }.sorted()
        for key in others { properties[key] = properties[key]?.nullable }
        var strict = self
        strict["properties"] = .object(properties)
        strict["required"] = .array(required + others.map { .string($0) })
        strict["additionalProperties"] = false
        return strict
    }

    /// A reference alone, as strict mode wants it, with what stands beside it around it.
    private var withLoneReference: JSONValue {
        guard case .object(var members) = self, members.count > 1, let reference = members.removeValue(forKey: "$ref")
        else { return self }
        members["anyOf"] = [["$ref": reference]]
        return .object(members)
    }
}

extension SchemaPath {
    fileprivate func strictError(_ reason: String) -> LLMError {
        let place = description.isEmpty ? "" : " at \(description)"
        return LLMError(.configuration, "the schema cannot be strict\(place): \(reason)")
    }
}
