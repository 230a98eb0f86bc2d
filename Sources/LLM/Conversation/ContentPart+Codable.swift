extension ContentPart: Codable {
    private enum CodingKeys: String, CodingKey { case cacheControl, citationsEnabled }

    /// Reads a part: what ``Content`` writes, with the part's marks beside it.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try Content(from: decoder),
            cacheControl: try container.value(.cacheControl),
            citationsEnabled: try container.value(.citationsEnabled)
        )
    }

    /// Writes a part: what ``Content`` writes, with the part's marks beside it.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        try content.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(cacheControl, forKey: .cacheControl)
        try container.encodeIfPresent(citationsEnabled, forKey: .citationsEnabled)
    }
}

extension ContentPart.Content: Codable {
    private enum CodingKeys: String, CodingKey { case type, text, detail, data, format }

    /// Reads an object whose `type` is `text`, `image`, `audio`, `file` or `refusal`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "text": self = .text(try container.decode(String.self, forKey: .text))
        case "image": self = .image(try ImageSource(from: decoder), detail: try container.value(.detail))
        case "audio": self = .audio(try container.bytes(.data) ?? [], format: try container.value(.format))
        case "file": self = .file(try FileContent(from: decoder))
        case "refusal": self = .refusal(try container.decode(String.self, forKey: .text))
        case let type:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "unknown kind of content: \(type)")
        }
    }

    /// Writes an object with the content's `type`; bytes are in Base64.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text):
            try container.encode("text", forKey: .type)
            try container.encode(text, forKey: .text)
        case .image(let source, let detail):
            try container.encode("image", forKey: .type)
            try source.encode(to: encoder)
            try container.encodeIfPresent(detail, forKey: .detail)
        case .audio(let data, let format):
            try container.encode("audio", forKey: .type)
            try container.encode(bytes: data, forKey: .data)
            try container.encodeIfPresent(format, forKey: .format)
        case .file(let file):
            try container.encode("file", forKey: .type)
            try file.encode(to: encoder)
        case .refusal(let text):
            try container.encode("refusal", forKey: .type)
            try container.encode(text, forKey: .text)
        }
    }
}
