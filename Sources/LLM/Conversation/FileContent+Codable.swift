extension FileContent: Codable {
    private enum CodingKeys: String, CodingKey { case name, mimeType }

    /// Reads a document: what ``Source`` writes, with its name and media type beside it.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try Source(from: decoder), name: try container.value(.name), mimeType: try container.value(.mimeType))
    }

    /// Writes a document: what ``Source`` writes, with its name and media type beside it.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        try source.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(name, forKey: .name)
        try container.encodeIfPresent(mimeType, forKey: .mimeType)
    }
}

extension FileContent.Source: Codable {
    private enum CodingKeys: String, CodingKey { case url, data, id }

    /// Reads an object with a `url`, `data` in Base64, or an `id`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let data = try container.bytes(.data) {
            self = .data(data)
        } else if let id: String = try container.value(.id) {
            self = .id(id)
        } else {
            self = .url(try container.decode(String.self, forKey: .url))
        }
    }

    /// Writes an object with a `url`, `data` in Base64, or an `id`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .url(let url): try container.encode(url, forKey: .url)
        case .data(let data): try container.encode(bytes: data, forKey: .data)
        case .id(let id): try container.encode(id, forKey: .id)
        }
    }
}
