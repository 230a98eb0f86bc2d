extension CustomToolFormat: Codable {
    private enum CodingKeys: String, CodingKey { case type, definition, syntax }

    /// Reads an object whose `type` is `text` or `grammar`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "text": self = .text
        case "grammar":
            self = .grammar(
                definition: try container.decode(String.self, forKey: .definition),
                syntax: try container.decode(GrammarSyntax.self, forKey: .syntax))
        case let type:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "unknown format of a tool's input: \(type)")
        }
    }

    /// Writes an object with the format's `type`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text: try container.encode("text", forKey: .type)
        case .grammar(let definition, let syntax):
            try container.encode("grammar", forKey: .type)
            try container.encode(definition, forKey: .definition)
            try container.encode(syntax, forKey: .syntax)
        }
    }
}
