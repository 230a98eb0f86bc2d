/// A conversation to be stored: its messages, what they took, and notes of the one who stores it.
///
/// Its JSON is stable: a release reads what earlier ones wrote, and what is added later has a default. It tells its own
/// ``version``; one that this release does not know is refused instead of being read in part.
public struct Transcript: Hashable, Sendable {
    /// The version of the JSON that this release writes, and the newest that it reads.
    public static let version = 1

    /// The messages, oldest first.
    public var messages: [Message]
    /// The token counts of all answers that were added, summed.
    ///
    /// Nil when none was reported.
    public var usage: Usage?
    /// Notes of the one who stores it, such as a title; nothing here reads them.
    public var metadata: [String: JSONValue]

    /// Makes a transcript.
    ///
    /// - Parameters:
    ///   - messages: The messages, oldest first.
    ///   - usage: The token counts so far.
    ///   - metadata: Notes of the one who stores it.
    public init(_ messages: [Message] = [], usage: Usage? = nil, metadata: [String: JSONValue] = [:]) {
        self.messages = messages
        self.usage = usage
        self.metadata = metadata
    }

    /// Adds a message.
    ///
    /// - Parameter message: The message.
    public mutating func append(_ message: Message) { messages.append(message) }

    /// Adds an answer: its message, and its token counts to those that there are.
    ///
    /// Of several choices the one of index 0 is added.
    ///
    /// - Parameter response: The answer.
    public mutating func append(_ response: ChatResponse) {
        messages.append(response.message)
        guard let added = response.usage else { return }
        usage = usage.map { $0 + added } ?? added
    }
}

extension Transcript: Codable {
    private enum CodingKeys: String, CodingKey { case version, messages, usage, metadata }

    /// Reads a transcript; what is absent has its default.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws, and `DecodingError.dataCorrupted` for a version newer than ``version``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let version = try container.value(.version, default: 1)
        guard version <= Self.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container,
                debugDescription: "version \(version) of a transcript; the newest known is \(Self.version)")
        }
        self.init(
            try container.list(.messages),
            usage: try container.value(.usage),
            metadata: try container.fields(.metadata)
        )
    }

    /// Writes a transcript with its ``version``.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.version, forKey: .version)
        try container.encode(messages, forKey: .messages)
        try container.encodeIfPresent(usage, forKey: .usage)
        try container.encodeUnlessEmpty(metadata, forKey: .metadata)
    }
}
