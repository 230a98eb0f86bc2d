/// Exchanges with a real server, keys masked, to be played back in tests.
///
/// Its JSON is made to be kept beside the tests and to be reviewed: text is text, what is masked reads `***`, and keys are
/// sorted. A release reads what earlier ones wrote.
public struct Recording: Hashable, Sendable {
    /// The version of the JSON that this release writes, and the newest that it reads.
    public static let version = 1

    /// The exchanges, in the order in which they began.
    public var exchanges: [Recording.Exchange]

    /// Makes a recording.
    ///
    /// - Parameter exchanges: The exchanges, in the order in which they began.
    public init(_ exchanges: [Recording.Exchange] = []) { self.exchanges = exchanges }
}

extension Recording: Codable {
    private enum CodingKeys: String, CodingKey { case version, exchanges }

    /// Reads a recording.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws, and `DecodingError.dataCorrupted` for a version newer than ``version``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.decode(Int.self, forKey: .version)
        guard version <= Self.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container,
                debugDescription: "version \(version) of a recording; the newest known is \(Self.version)")
        }
        self.init(try container.decode([Recording.Exchange].self, forKey: .exchanges))
    }

    /// Writes a recording with its ``version``.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.version, forKey: .version)
        try container.encode(exchanges, forKey: .exchanges)
    }
}
