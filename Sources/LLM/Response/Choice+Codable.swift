extension Choice: Codable {
    private enum CodingKeys: String, CodingKey {
        case index, message, finishReason, stopSequence, logprobs, additionalFields
    }

    /// Reads a choice; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            index: try container.value(.index, default: 0),
            message: try container.decode(Message.self, forKey: .message),
            finishReason: try container.value(.finishReason),
            stopSequence: try container.value(.stopSequence),
            logprobs: try container.value(.logprobs),
            additionalFields: try container.fields(.additionalFields)
        )
    }

    /// Writes a choice without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(index, forKey: .index)
        try container.encode(message, forKey: .message)
        try container.encodeIfPresent(finishReason, forKey: .finishReason)
        try container.encodeIfPresent(stopSequence, forKey: .stopSequence)
        try container.encodeIfPresent(logprobs, forKey: .logprobs)
        try container.encodeUnlessEmpty(additionalFields, forKey: .additionalFields)
    }
}
