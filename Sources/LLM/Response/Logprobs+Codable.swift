extension Logprobs: Codable {
    private enum CodingKeys: String, CodingKey {
        case content, refusal
    }

    /// Reads probabilities; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            content: try container.list(.content),
            refusal: try container.list(.refusal)
        )
    }

    /// Writes probabilities without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeUnlessEmpty(content, forKey: .content)
        try container.encodeUnlessEmpty(refusal, forKey: .refusal)
    }
}

extension TokenLogprob: Codable {
    private enum CodingKeys: String, CodingKey {
        case token, logprob, bytes, topLogprobs
    }

    /// Reads a token's probability; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            token: try container.decode(String.self, forKey: .token),
            logprob: try container.decode(Double.self, forKey: .logprob),
            bytes: try container.value(.bytes),
            topLogprobs: try container.list(.topLogprobs)
        )
    }

    /// Writes a token's probability without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(token, forKey: .token)
        try container.encode(logprob, forKey: .logprob)
        try container.encodeIfPresent(bytes, forKey: .bytes)
        try container.encodeUnlessEmpty(topLogprobs, forKey: .topLogprobs)
    }
}
