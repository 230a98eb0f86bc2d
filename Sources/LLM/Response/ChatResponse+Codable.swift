extension ChatResponse: Codable {
    private enum CodingKeys: String, CodingKey {
        case choices, id, model, provider, usage, created, serviceTier, systemFingerprint, citations
        case searchResults, videos, additionalFields, rawJSON, metadata
    }

    /// Reads an answer; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            choices: try container.list(.choices),
            id: try container.value(.id),
            model: try container.value(.model),
            provider: try container.value(.provider),
            usage: try container.value(.usage),
            metadata: try container.value(.metadata, default: ResponseMetadata())
        )
        created = try container.value(.created)
        serviceTier = try container.value(.serviceTier)
        systemFingerprint = try container.value(.systemFingerprint)
        citations = try container.list(.citations)
        searchResults = try container.list(.searchResults)
        videos = try container.list(.videos)
        additionalFields = try container.fields(.additionalFields)
        rawJSON = try container.value(.rawJSON).map { (text: String) in Array(text.utf8) }
    }

    /// Writes an answer without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeUnlessEmpty(choices, forKey: .choices)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encodeIfPresent(provider, forKey: .provider)
        try container.encodeIfPresent(usage, forKey: .usage)
        try container.encodeIfPresent(created, forKey: .created)
        try container.encodeIfPresent(serviceTier, forKey: .serviceTier)
        try container.encodeIfPresent(systemFingerprint, forKey: .systemFingerprint)
        try container.encodeUnlessEmpty(citations, forKey: .citations)
        try container.encodeUnlessEmpty(searchResults, forKey: .searchResults)
        try container.encodeUnlessEmpty(videos, forKey: .videos)
        try container.encodeUnlessEmpty(additionalFields, forKey: .additionalFields)
        try container.encodeIfPresent(rawJSON.map { String(decoding: $0, as: UTF8.self) }, forKey: .rawJSON)
        if metadata != ResponseMetadata() { try container.encode(metadata, forKey: .metadata) }
    }
}
