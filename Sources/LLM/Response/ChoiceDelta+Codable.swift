extension ChoiceDelta: Codable {
    private enum CodingKeys: String, CodingKey {
        case index, role, text, reasoning, reasoningDetails, refusal, toolCalls, finishReason, isWholeMessage
        case reasoningSignature, audio, annotations, logprobs, stopSequence, additionalFields, messageFields
    }

    /// Reads a delta; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            index: try container.value(.index, default: 0),
            role: try container.value(.role),
            text: try container.value(.text, default: ""),
            reasoning: try container.value(.reasoning),
            reasoningDetails: try container.list(.reasoningDetails),
            refusal: try container.value(.refusal),
            toolCalls: try container.list(.toolCalls),
            finishReason: try container.value(.finishReason),
            isWholeMessage: try container.value(.isWholeMessage, default: false)
        )
        reasoningSignature = try container.value(.reasoningSignature)
        audio = try container.value(.audio)
        annotations = try container.list(.annotations)
        logprobs = try container.value(.logprobs)
        stopSequence = try container.value(.stopSequence)
        additionalFields = try container.fields(.additionalFields)
        messageFields = try container.fields(.messageFields)
    }

    /// Writes a delta without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(index, forKey: .index)
        try container.encodeIfPresent(role, forKey: .role)
        try container.encodeUnlessEmpty(text, forKey: .text)
        try container.encodeIfPresent(reasoning, forKey: .reasoning)
        try container.encodeUnlessEmpty(reasoningDetails, forKey: .reasoningDetails)
        try container.encodeIfPresent(refusal, forKey: .refusal)
        try container.encodeUnlessEmpty(toolCalls, forKey: .toolCalls)
        try container.encodeIfPresent(finishReason, forKey: .finishReason)
        try container.encode(isWholeMessage, unless: false, forKey: .isWholeMessage)
        try container.encodeIfPresent(reasoningSignature, forKey: .reasoningSignature)
        try container.encodeIfPresent(audio, forKey: .audio)
        try container.encodeUnlessEmpty(annotations, forKey: .annotations)
        try container.encodeIfPresent(logprobs, forKey: .logprobs)
        try container.encodeIfPresent(stopSequence, forKey: .stopSequence)
        try container.encodeUnlessEmpty(additionalFields, forKey: .additionalFields)
        try container.encodeUnlessEmpty(messageFields, forKey: .messageFields)
    }
}
