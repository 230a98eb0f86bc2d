extension ToolResult: Codable {
    private enum CodingKeys: String, CodingKey { case call, round, position, output, failure, duration }

    /// Reads a result; what is absent has its default, and ``error`` is nil.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            call: try container.decode(ToolCall.self, forKey: .call),
            round: try container.decode(Int.self, forKey: .round),
            position: try container.decode(Int.self, forKey: .position),
            output: try container.decode(ToolOutput.self, forKey: .output),
            failure: try container.value(.failure),
            duration: try container.seconds(.duration) ?? .zero
        )
    }

    /// Writes a result without its ``error``; the duration is in seconds.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(call, forKey: .call)
        try container.encode(round, forKey: .round)
        try container.encode(position, forKey: .position)
        try container.encode(output, forKey: .output)
        try container.encodeIfPresent(failure, forKey: .failure)
        try container.encode(seconds: duration, forKey: .duration)
    }
}
