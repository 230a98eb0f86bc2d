extension JSONSchema {
    /// The schema of an object that holds what this is the schema of; see ``WrappedValue``.
    var wrapped: JSONSchema {
        held { ["type": "object", "properties": ["value": $0], "required": ["value"], "additionalProperties": false] }
    }

    /// The schema of a list of what this is the schema of.
    var list: JSONSchema { held { ["type": "array", "items": $0] } }

    /// References in a schema start at its top, so that one with references is not put into another but referred to.
    private func held(by holder: (JSONValue) -> [String: JSONValue]) -> JSONSchema {
        let name = "Value"
        let relocated = value.relocated(to: name)
        guard relocated != value else { return JSONSchema(members: holder(value)) }
        var members = holder(["$ref": .string("#/$defs/\(name)")])
        members["$defs"] = [name: relocated]
        return JSONSchema(members: members)
    }
}
