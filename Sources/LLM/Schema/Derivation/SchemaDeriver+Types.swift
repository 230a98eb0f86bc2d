extension SchemaDeriver {
    /// The JSON types that a schema allows, behind references.
    ///
    /// Nil when it does not say.
    func types(of schema: JSONValue) -> Set<String>? {
        var schema = schema
        var seen: Set<String> = []
        while let (name, inside) = schema.definitionReference, inside.isEmpty, seen.insert(name).inserted,
            let definition = definedSchemas[name]
        {
            schema = definition
        }
        if let type = schema["type"]?.stringValue { return [type] }
        if let types = schema["type"]?.arrayValue { return Set(types.compactMap(\.stringValue)) }
        return nil
    }
}
