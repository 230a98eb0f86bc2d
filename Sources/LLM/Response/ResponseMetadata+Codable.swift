extension ResponseMetadata: Codable {
    private enum CodingKeys: String, CodingKey {
        case status, headers, requestID, attempts, metrics
    }

    /// Reads metadata; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            status: try container.value(.status),
            headers: try container.list(.headers),
            requestID: try container.value(.requestID),
            attempts: try container.value(.attempts, default: 0),
            metrics: try container.value(.metrics)
        )
    }

    /// Writes metadata without what is empty.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeUnlessEmpty(headers, forKey: .headers)
        try container.encodeIfPresent(requestID, forKey: .requestID)
        try container.encode(attempts, forKey: .attempts)
        try container.encodeIfPresent(metrics, forKey: .metrics)
    }
}
