extension ImageSource: Codable {
    private enum CodingKeys: String, CodingKey { case url, data, mediaType }

    /// Reads an object with a `url`, or with `data` in Base64 and its `mediaType`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if let data = try container.bytes(.data) {
            self = .data(data, mediaType: try container.decode(String.self, forKey: .mediaType))
        } else {
            self = .url(try container.decode(String.self, forKey: .url))
        }
    }

    /// Writes an object with a `url`, or with `data` in Base64 and its `mediaType`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .url(let url): try container.encode(url, forKey: .url)
        case .data(let data, let mediaType):
            try container.encode(bytes: data, forKey: .data)
            try container.encode(mediaType, forKey: .mediaType)
        }
    }
}
