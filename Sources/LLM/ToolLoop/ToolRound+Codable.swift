extension ToolRound: Codable {
    private enum CodingKeys: String, CodingKey { case number, response, results, answerDuration, duration }

    /// Reads a round; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            number: try container.decode(Int.self, forKey: .number),
            response: try container.decode(ChatResponse.self, forKey: .response),
            results: try container.list(.results),
            answerDuration: try container.seconds(.answerDuration) ?? .zero,
            duration: try container.seconds(.duration)
        )
    }

    /// Writes a round without what is empty; durations are in seconds.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(response, forKey: .response)
        try container.encodeUnlessEmpty(results, forKey: .results)
        try container.encode(seconds: answerDuration, forKey: .answerDuration)
        try container.encode(seconds: duration, forKey: .duration)
    }
}
