extension AudioOutput: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, data, transcript, expiresAt
    }

    /// Reads a piece of sound; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.value(.id),
            data: try container.value(.data, default: ""),
            transcript: try container.value(.transcript, default: ""),
            expiresAt: try container.value(.expiresAt)
        )
    }

    /// Writes a piece of sound without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeUnlessEmpty(data, forKey: .data)
        try container.encodeUnlessEmpty(transcript, forKey: .transcript)
        try container.encodeIfPresent(expiresAt, forKey: .expiresAt)
    }
}
