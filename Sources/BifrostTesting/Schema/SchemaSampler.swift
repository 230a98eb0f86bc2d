/// Makes a value that satisfies a JSON Schema, with sensible contents taken from the prompt where they can be.
struct SchemaSampler {
    /// Where contents come from.
    private var prompt: PromptValues
    /// Whether properties that are not required are filled too; otherwise only those for which the prompt has a value.
    private let fillsOptional: Bool

    init(prompt: PromptValues, fillsOptional: Bool) {
        self.prompt = prompt
        self.fillsOptional = fillsOptional
    }

    mutating func sample(_ schema: JSONValue) -> JSONValue {
        sample(SchemaView(root: schema), name: "", variant: 0)
    }

    /// - Parameters:
    ///   - schema: What the value has to satisfy.
    ///   - name: The property it is for.
    ///   - variant: The position in an array; equal schemas give different values at different positions.
    /// - Returns: The value.
    private mutating func sample(_ schema: SchemaView, name: String, variant: Int) -> JSONValue {
        if schema.isImpossible { return .null }
        if let constant = schema["const"] { return constant }
        if let cases = schema["enum"]?.array, !cases.isEmpty { return prompt.choice(of: cases, variant) }
        switch schema.type {
        case "object": return object(schema)
        case "array": return array(schema, name: name)
        case "integer", "number": return number(schema, name: name, variant: variant)
        case "boolean": return schema["default"] ?? .bool(variant.isMultiple(of: 2))
        case "null": return .null
        default: return string(schema, name: name, variant: variant)
        }
    }

    private mutating func object(_ schema: SchemaView) -> JSONValue {
        let properties = schema["properties"]?.object ?? JSONObject()
        let required = (schema["required"]?.array ?? []).compactMap(\.string)
        var object = JSONObject()
        for member in properties.members {
            let child = schema.child(member.value)
            let isWanted = required.contains(member.key) || isOptionalWanted(child, member.key)
            if isWanted { object[member.key] = sample(child, name: member.key, variant: 0) }
        }
        for name in required where object[name] == nil {
            let additional = schema["additionalProperties"].flatMap { $0.object == nil ? nil : $0 }
            object[name] = sample(schema.child(additional ?? [:]), name: name, variant: 0)
        }
        return .object(object)
    }

    private func isOptionalWanted(_ schema: SchemaView, _ name: String) -> Bool {
        fillsOptional ? !schema.isDeep : prompt.mentions(name, schema)
    }

    private mutating func array(_ schema: SchemaView, name: String) -> JSONValue {
        let minimum = schema["minItems"]?.integer ?? 0
        let wanted = schema.isDeep ? minimum : max(minimum, min(1, schema["maxItems"]?.integer ?? 1))
        let prefix = schema["prefixItems"]?.array ?? []
        let items = schema["items"].flatMap { $0.object == nil ? nil : $0 } ?? [:]
        var elements: [JSONValue] = []
        for position in 0..<max(wanted, schema["items"] == .bool(false) ? 0 : prefix.count) {
            let element = position < prefix.count ? prefix[position] : items
            elements.append(sample(schema.child(element), name: name, variant: position))
        }
        return .array(elements)
    }
}

extension SchemaSampler {
    private mutating func number(_ schema: SchemaView, name: String, variant: Int) -> JSONValue {
        let range = NumberRange(schema)
        if let given = prompt.number(for: name, fitting: range) { return given }
        if let preset = schema["default"], variant == 0 { return preset }
        return range.value(variant)
    }

    private mutating func string(_ schema: SchemaView, name: String, variant: Int) -> JSONValue {
        if let format = schema["format"]?.string, let value = prompt.formatted(format, variant) {
            return .string(value)
        }
        var text =
            prompt.text(for: name, schema, isFirst: variant == 0) ?? schema["default"]?.string
            ?? schema["examples"]?.array?.first?.string ?? SampleText.forProperty(name)
        if variant > 0 { text += " \(variant + 1)" }
        return .string(Self.fit(text, schema))
    }

    /// Lengths count Unicode scalars (JSON Schema, `minLength`).
    private static func fit(_ text: String, _ schema: SchemaView) -> String {
        let minimum = schema["minLength"]?.integer ?? 0
        var scalars = text.unicodeScalars
        while scalars.count < minimum { scalars.append(contentsOf: " and more".unicodeScalars) }
        guard let maximum = schema["maxLength"]?.integer, scalars.count > maximum else { return String(scalars) }
        return String(String.UnicodeScalarView(scalars.prefix(max(0, maximum))))
    }
}
