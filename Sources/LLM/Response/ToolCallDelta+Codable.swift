extension ToolCallDelta: Codable {
    private enum CodingKeys: String, CodingKey {
        case index, id, name, arguments, isCustom
    }

    /// Reads a piece of a call; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            index: try container.value(.index),
            id: try container.value(.id),
            name: try container.value(.name),
            arguments: try container.value(.arguments, default: ""),
            isCustom: try container.value(.isCustom, default: false)
        )
    }

    /// Writes a piece of a call without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(index, forKey: .index)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeUnlessEmpty(arguments, forKey: .arguments)
        try container.encode(isCustom, unless: false, forKey: .isCustom)
    }
}
