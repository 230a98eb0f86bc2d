/// The form that the answer's text must have (OpenAI field `response_format`).
@nonexhaustive
public enum ResponseFormat: Hashable, Sendable {
    /// Free text.
    case text
    /// Some JSON object; the conversation must ask for JSON in words too.
    case jsonObject
    /// JSON that keeps to a schema.
    case jsonSchema(JSONSchemaFormat)
}

/// A JSON Schema that the answer must keep to (OpenAI field `response_format.json_schema`).
public struct JSONSchemaFormat: Hashable, Sendable, Codable {
    /// The schema's name: letters, digits, `_` and `-`, at most 64.
    public var name: String
    /// What the answer is for, for the model to read.
    ///
    /// Nil sends none.
    public var description: String?
    /// The JSON Schema.
    public var schema: JSONValue
    /// Whether the provider must keep to the schema exactly.
    ///
    /// Nil leaves it to the provider.
    public var strict: Bool?

    /// Makes a schema format.
    ///
    /// - Parameters:
    ///   - name: The schema's name.
    ///   - description: What the answer is for.
    ///   - schema: The JSON Schema.
    ///   - strict: Whether the provider must keep to the schema exactly.
    public init(name: String, description: String? = nil, schema: JSONValue, strict: Bool? = nil) {
        self.name = name
        self.description = description
        self.schema = schema
        self.strict = strict
    }
}
