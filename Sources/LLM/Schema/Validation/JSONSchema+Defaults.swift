extension JSONSchema {
    /// Puts in what a value leaves out and the schema has a default for.
    ///
    /// A null in place of a property that may not be null counts as left out if the property has a default or is not
    /// required: strict providers make models write null there. What the defaults are put into is not checked;
    /// ``validate(_:)`` does that.
    ///
    /// - Parameter value: The value.
    /// - Returns: The value with its defaults.
    public func fillingDefaults(_ value: JSONValue) -> JSONValue {
        guard value.isNested(atMost: Self.maximumDepth) else { return value }
        var defaults = SchemaDefaults(shape: SchemaShape(root: self.value), stepsLeft: Self.maximumSteps(for: value))
        return defaults.filled(value, by: self.value)
    }
}

/// Puts defaults into values.
private struct SchemaDefaults {
    /// How many schemas may lie in each other at one place of the value.
    private static let maximumSteps = 32

    let shape: SchemaShape
    /// How often schemas may still be looked at; parts of a schema that all lead further multiply.
    var stepsLeft: Int

    mutating func filled(_ value: JSONValue, by schema: JSONValue, steps: Int = maximumSteps) -> JSONValue {
        guard steps > 0, stepsLeft > 0 else { return value }
        stepsLeft -= 1
        let schema = shape.resolved(schema)
        var value = value
        switch value {
        case .object(let members): value = .object(filled(members, by: schema))
        case .array(let elements): value = .array(filled(elements, by: schema))
        default: break
        }
        for part in schema["allOf"]?.arrayValue ?? [] { value = filled(value, by: part, steps: steps - 1) }
        let alternatives = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue ?? []
        guard let meant = alternatives.first(where: { shape.accepts(value, $0) }) else { return value }
        return filled(value, by: meant, steps: steps - 1)
    }

    private mutating func filled(_ members: [String: JSONValue], by schema: JSONValue) -> [String: JSONValue] {
        let required = Set((schema["required"]?.arrayValue ?? []).compactMap(\.stringValue))
        let properties = schema["properties"]?.objectValue ?? [:]
        var members = members
        for (key, property) in properties {
            let isLeftOut = members[key] == nil || members[key] == .null && !shape.allowsNull(property)
            if !isLeftOut { continue }
            if let value = property["default"] ?? shape.resolved(property)["default"] {
                members[key] = value
            } else if !required.contains(key) {
                members[key] = nil
            }
        }
        for (key, member) in members {
            guard let property = properties[key] ?? schema["additionalProperties"] else { continue }
            members[key] = filled(member, by: property)
        }
        return members
    }

    private mutating func filled(_ elements: [JSONValue], by schema: JSONValue) -> [JSONValue] {
        let prefix = schema["prefixItems"]?.arrayValue ?? []
        var elements = elements
        for position in elements.indices {
            guard let part = position < prefix.count ? prefix[position] : schema["items"] else { break }
            elements[position] = filled(elements[position], by: part)
        }
        return elements
    }
}
