import Synchronization

// A derivation takes half a millisecond, and structured output needs the schema of its type for every call.
private let derivedSchemas = Mutex<[ObjectIdentifier: JSONSchema]>([:])

extension JSONSchema {
    /// Derives the schema of a type from its `Decodable` conformance.
    ///
    /// The type's `init(from:)` is run with placeholders in place of values: 0, false, an empty text, an empty or
    /// one-element list, the first case of an enum. What it asks for becomes the schema: keys that it asks for with
    /// `decodeIfPresent` are optional, objects are closed, types that contain themselves are referred to by `$ref`.
    /// Types that conform to ``SchemaProviding`` give their own schema, and those that conform to ``SchemaDescribed`` add
    /// to theirs. A schema is derived once for each type, and kept.
    ///
    /// - Parameter type: The type.
    /// - Throws: ``LLMError/Code/configuration``, naming the type and the place, when a type refuses placeholders, when
    ///   the cases of an enum cannot be listed, or when a description does not fit its property.
    public init<T: Decodable>(of type: T.Type = T.self) throws(LLMError) {
        let id = ObjectIdentifier(type)
        if let known = derivedSchemas.withLock({ $0[id] }) {
            self = known
            return
        }
        let schema = try Self.derived(from: type)
        derivedSchemas.withLock { $0[id] = schema }
        self = schema
    }

    private static func derived<T: Decodable>(from type: T.Type) throws(LLMError) -> JSONSchema {
        let deriver = SchemaDeriver()
        do {
            let root = try deriver.schema(of: type, at: [])
            try deriver.checkDescriptions()
            return JSONSchema(members: SchemaDefinitions(deriver.definedSchemas).resolve(root: root))
        } catch let error as LLMError {
            throw error
        } catch {
            throw LLMError(.configuration, "no schema can be derived from \(type): \(error)", cause: error)
        }
    }
}
