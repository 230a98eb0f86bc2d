extension ResponseFormat: Codable {
    private enum CodingKeys: String, CodingKey { case type }

    private enum Kind: String, Codable { case text, jsonObject, jsonSchema }

    /// Reads an object whose `type` is `text`, `jsonObject` or `jsonSchema`, the last with the schema's members beside it.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .type) {
        case .text: self = .text
        case .jsonObject: self = .jsonObject
        case .jsonSchema: self = .jsonSchema(try JSONSchemaFormat(from: decoder))
        }
    }

    /// Writes an object with the form's `type`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text: try container.encode(Kind.text, forKey: .type)
        case .jsonObject: try container.encode(Kind.jsonObject, forKey: .type)
        case .jsonSchema(let format):
            try container.encode(Kind.jsonSchema, forKey: .type)
            try format.encode(to: encoder)
        }
    }
}
