extension Message: Codable {
    private enum CodingKeys: String, CodingKey {
        case role, content, name, toolCalls, toolCallID, refusal, reasoning, reasoningSignature
        case reasoningDetails, audio, annotations, additionalFields
    }

    /// Reads a message; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            role: try container.decode(Role.self, forKey: .role),
            content: try container.list(.content),
            name: try container.value(.name),
            toolCalls: try container.list(.toolCalls),
            toolCallID: try container.value(.toolCallID),
            refusal: try container.value(.refusal),
            reasoning: try container.value(.reasoning),
            reasoningSignature: try container.value(.reasoningSignature),
            reasoningDetails: try container.list(.reasoningDetails),
            audio: try container.value(.audio),
            annotations: try container.list(.annotations),
            additionalFields: try container.fields(.additionalFields)
        )
    }

    /// Writes a message without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(role, forKey: .role)
        try container.encodeUnlessEmpty(content, forKey: .content)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeUnlessEmpty(toolCalls, forKey: .toolCalls)
        try container.encodeIfPresent(toolCallID, forKey: .toolCallID)
        try container.encodeIfPresent(refusal, forKey: .refusal)
        try container.encodeIfPresent(reasoning, forKey: .reasoning)
        try container.encodeIfPresent(reasoningSignature, forKey: .reasoningSignature)
        try container.encodeUnlessEmpty(reasoningDetails, forKey: .reasoningDetails)
        try container.encodeIfPresent(audio, forKey: .audio)
        try container.encodeUnlessEmpty(annotations, forKey: .annotations)
        try container.encodeUnlessEmpty(additionalFields, forKey: .additionalFields)
    }
}
