extension ToolRun.Event: Codable {
    fileprivate enum CodingKeys: String, CodingKey { case type, round, text, start, result }

    /// Reads an object whose `type` is the event's name.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws, also for an unknown name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "roundStarted": self = .roundStarted(try container.decode(Int.self, forKey: .round))
        case "text": self = .text(try container.decode(String.self, forKey: .text))
        case "reasoning": self = .reasoning(try container.decode(String.self, forKey: .text))
        case "refusal": self = .refusal(try container.decode(String.self, forKey: .text))
        case "toolStarted": self = .toolStarted(try container.decode(ToolStart.self, forKey: .start))
        case "toolFinished": self = .toolFinished(try container.decode(ToolResult.self, forKey: .result))
        case "roundFinished": self = .roundFinished(try container.decode(ToolRound.self, forKey: .round))
        case "finished": self = .finished(try container.decode(ToolRunResult.self, forKey: .result))
        case let type:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "unknown event: \(type)")
        }
    }

    /// Writes an object with the event's name as its `type`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .roundStarted(let number): try container.encode("roundStarted", number, .round)
        case .text(let text): try container.encode("text", text, .text)
        case .reasoning(let text): try container.encode("reasoning", text, .text)
        case .refusal(let text): try container.encode("refusal", text, .text)
        case .toolStarted(let start): try container.encode("toolStarted", start, .start)
        case .toolFinished(let result): try container.encode("toolFinished", result, .result)
        case .roundFinished(let round): try container.encode("roundFinished", round, .round)
        case .finished(let result): try container.encode("finished", result, .result)
        }
    }
}

extension KeyedEncodingContainer<ToolRun.Event.CodingKeys> {
    fileprivate mutating func encode(_ type: String, _ value: some Encodable, _ key: Key) throws {
        try encode(type, forKey: .type)
        try encode(value, forKey: key)
    }
}
