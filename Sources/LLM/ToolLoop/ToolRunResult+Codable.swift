extension ToolRunResult: Codable {
    private enum CodingKeys: String, CodingKey { case response, conversation, rounds, usage }

    /// Reads a result; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            response: try container.decode(ChatResponse.self, forKey: .response),
            conversation: try container.list(.conversation),
            rounds: try container.list(.rounds),
            usage: try container.value(.usage)
        )
    }

    /// Writes a result without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(response, forKey: .response)
        try container.encodeUnlessEmpty(conversation, forKey: .conversation)
        try container.encodeUnlessEmpty(rounds, forKey: .rounds)
        try container.encodeIfPresent(usage, forKey: .usage)
    }
}
