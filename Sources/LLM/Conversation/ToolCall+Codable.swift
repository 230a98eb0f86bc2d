extension ToolCall: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, name, arguments, isComplete, isCustom
    }

    /// Reads a call; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(String.self, forKey: .id),
            name: try container.decode(String.self, forKey: .name),
            arguments: try container.value(.arguments, default: ""),
            isComplete: try container.value(.isComplete, default: true),
            isCustom: try container.value(.isCustom, default: false)
        )
    }

    /// Writes a call without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encodeUnlessEmpty(arguments, forKey: .arguments)
        try container.encode(isComplete, unless: true, forKey: .isComplete)
        try container.encode(isCustom, unless: false, forKey: .isCustom)
    }
}
