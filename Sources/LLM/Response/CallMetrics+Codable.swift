extension CallMetrics: Codable {
    private enum CodingKeys: String, CodingKey {
        case queued, nameLookup, connect, tls, firstByte, firstToken, total, paused, reusedConnection
        case httpVersion, bytesSent, bytesReceived
    }

    /// Reads metrics, times in seconds; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            queued: try container.seconds(.queued) ?? .zero,
            nameLookup: try container.seconds(.nameLookup),
            connect: try container.seconds(.connect),
            tls: try container.seconds(.tls),
            firstByte: try container.seconds(.firstByte),
            firstToken: try container.seconds(.firstToken),
            total: try container.seconds(.total),
            paused: try container.seconds(.paused) ?? .zero,
            reusedConnection: try container.value(.reusedConnection, default: false),
            httpVersion: try container.value(.httpVersion),
            bytesSent: try container.value(.bytesSent, default: 0),
            bytesReceived: try container.value(.bytesReceived, default: 0)
        )
    }

    /// Writes metrics, times in seconds, without what is absent.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seconds: queued == .zero ? nil : queued, forKey: .queued)
        try container.encode(seconds: nameLookup, forKey: .nameLookup)
        try container.encode(seconds: connect, forKey: .connect)
        try container.encode(seconds: tls, forKey: .tls)
        try container.encode(seconds: firstByte, forKey: .firstByte)
        try container.encode(seconds: firstToken, forKey: .firstToken)
        try container.encode(seconds: total, forKey: .total)
        try container.encode(seconds: paused == .zero ? nil : paused, forKey: .paused)
        try container.encode(reusedConnection, unless: false, forKey: .reusedConnection)
        try container.encodeIfPresent(httpVersion, forKey: .httpVersion)
        try container.encode(bytesSent, forKey: .bytesSent)
        try container.encode(bytesReceived, forKey: .bytesReceived)
    }
}
