extension SchemaDescribed {
    static func description() -> DescribedType {
        var description = SchemaDescription<Self>()
        describe(&description)
        return DescribedType(
            description: description.description, examples: description.examples, properties: description.properties)
    }

    /// A value of the type, as far as its description gives one.
    static var sample: JSONValue? {
        let description = description()
        if let example = description.examples.first { return example }
        let samples = description.properties.compactMap { property, said in
            property.key.flatMap { key in said.sample.map { (key, $0) } }
        }
        return samples.isEmpty ? nil : .object(Dictionary(samples, uniquingKeysWith: { $1 }))
    }
}

/// What a type says about itself, without its type.
struct DescribedType {
    let description: String?
    let examples: [JSONValue]
    let properties: [SchemaProperty: PropertyDescription]
}

/// A value of a description that must keep to its schema; checked when all types are known.
struct SchemaDescriptionCheck {
    let place: String
    let value: JSONValue
    let schema: JSONValue
}

extension SchemaDeriver {
    /// Makes sure that defaults and examples keep to the schemas that they stand in.
    func checkDescriptions() throws(LLMError) {
        let definitions = JSONValue.object(definedSchemas)
        for check in descriptionChecks {
            let schema = JSONSchema(members: ["allOf": [check.schema], "$defs": definitions])
            if let violation = schema.validate(check.value).first {
                throw LLMError(.configuration, "\(check.place) does not keep to the schema: \(violation)")
            }
        }
    }
}

extension JSONValue {
    /// The schema of a type with what the type says about it.
    func adding(_ said: DescribedType, of type: Any.Type, to deriver: SchemaDeriver) throws(LLMError) -> JSONValue {
        var schema = self
        for (property, description) in said.properties.sorted(by: { $0.key.text < $1.key.text }) {
            try schema.add(description, to: property, of: type, deriver)
        }
        if let description = said.description { schema["description"] = .string(description) }
        if !said.examples.isEmpty { schema["examples"] = .array(said.examples) }
        deriver.descriptionChecks += said.examples.map {
            SchemaDescriptionCheck(place: "an example of \(type)", value: $0, schema: schema)
        }
        return schema
    }

    private mutating func add(
        _ description: PropertyDescription, to property: SchemaProperty, of type: Any.Type, _ deriver: SchemaDeriver
    ) throws(LLMError) {
        if let key = property.key, let old = self["properties"]?[key] {
            self["properties"]?[key] = try old.adding(description, at: "\(type)\(property.text)", deriver)
            if description.default != nil { self["required"] = self["required"]?.without(key) }
        } else if let key = property.key, let position = alternatives.firstIndex(where: { $0.isAlternative(key) }) {
            var changed = alternatives
            changed[position] = try changed[position].adding(description, at: "\(type)\(property.text)", deriver)
            self["anyOf"] = .array(changed)
        } else {
            throw unknown(property, of: type)
        }
    }

    private func adding(
        _ description: PropertyDescription, at place: String, _ deriver: SchemaDeriver
    ) throws(LLMError) -> JSONValue {
        if description.schema?.value.hasReference == true {
            throw LLMError(
                .configuration, "the schema of \(place) can have no $ref; SchemaProviding gives a type one that can")
        }
        var schema = description.schema?.value ?? self
        for (kind, name, value) in description.keywords {
            if let kind, let types = deriver.types(of: schema), types.isDisjoint(with: kind.typesOfSameKind) {
                throw LLMError(.configuration, "\(place) is no \(kind), so that it can have no \(name)")
            }
            schema[name] = value
        }
        let values = (description.default.map { [$0] } ?? []) + description.examples
        deriver.descriptionChecks += values.map {
            SchemaDescriptionCheck(place: "a default or example of \(place)", value: $0, schema: schema)
        }
        return schema
    }

    private var alternatives: [JSONValue] { self["anyOf"]?.arrayValue ?? [] }

    private func isAlternative(_ key: String) -> Bool {
        self["properties"]?.objectValue?.keys.elementsEqual([key]) == true
    }

    private func without(_ key: String) -> JSONValue { .array((arrayValue ?? []).filter { $0 != .string(key) }) }

    private func unknown(_ property: SchemaProperty, of type: Any.Type) -> LLMError {
        let keys = (self["properties"].map { [$0] } ?? alternatives.compactMap { $0["properties"] })
            .flatMap { ($0.objectValue ?? [:]).keys }
        let known = keys.isEmpty ? "none" : keys.sorted().joined(separator: ", ")
        let hint = "name a property by its key in JSON if its key path does not show it"
        return LLMError(.configuration, "\(type) has no key for \(property.text); known: \(known); \(hint)")
    }
}

extension String {
    fileprivate var typesOfSameKind: Set<String> { self == "number" ? ["number", "integer"] : [self] }
}
