/// What a model is asked for so that its answer becomes a Swift value, and how the answer is read.
struct AnswerPlan<Value: Decodable & Sendable>: Sendable {
    let options: StructuredOptions
    /// The name of the schema, or of the tool.
    let name: String
    /// The schema as it is sent.
    let sent: JSONSchema
    /// Whether the provider must keep to it exactly.
    let isStrict: Bool
    /// Whether the value stands in an object, since answers are objects and it is none.
    let isWrapped: Bool
    /// Reads the answer's object.
    let read: @Sendable (JSONValue) throws(SchemaMismatch) -> Value

    /// Makes a plan.
    ///
    /// - Parameter options: How the answer is asked for and read.
    /// - Throws: ``LLMError/Code/configuration`` when the schema cannot be derived or made strict.
    init(_ options: StructuredOptions) throws(LLMError) {
        let own = if let schema = options.schema { schema } else { try JSONSchema(of: Value.self) }
        isWrapped = own.value["type"] != "object"
        let schema = isWrapped ? try Self.wrapped(options.schema) : own
        self.options = options
        name = options.name ?? Self.typeName
        (sent, isStrict) = try Self.sent(schema, strict: options.strict)
        if isWrapped {
            let reader = SchemaReader<WrappedValue<Value>>(schema: schema)
            read = { json throws(SchemaMismatch) in try reader.read(json).value }
        } else {
            let reader = SchemaReader<Value>(schema: schema)
            read = { json throws(SchemaMismatch) in try reader.read(json) }
        }
    }

    private static func wrapped(_ own: JSONSchema?) throws(LLMError) -> JSONSchema {
        if let own { own.wrapped } else { try JSONSchema(of: WrappedValue<Value>.self) }
    }

    private static func sent(_ schema: JSONSchema, strict: Bool?) throws(LLMError) -> (JSONSchema, Bool) {
        switch strict {
        case true: return (try schema.strict(), true)
        case false: return (schema, false)
        default:
            guard let made = try? schema.strict() else { return (schema, false) }
            return (made, true)
        }
    }

    /// The type's name in the characters that a schema's name may have.
    private static var typeName: String {
        let words = String(describing: Value.self).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "answer" : String(words.joined(separator: "_").prefix(64))
    }
}

/// An answer that holds a value that is no object itself.
struct WrappedValue<Value: Decodable & Sendable>: Decodable, Sendable {
    let value: Value
}
