extension Recording {
    /// How the body of a recorded answer ended.
    @nonexhaustive
    public enum Ending: Hashable, Sendable {
        /// It was read to its end; whether the peer told where that is, as far as the transport knew.
        case complete(endIsTold: Bool?)
        /// The reader had what it needed and gave up the rest.
        case finished
        /// The reader left, or its task was cancelled.
        case cancelled
        /// It broke off.
        case failed(Failure)
        /// The recording reached its largest size; what came then is not in it.
        case tooLarge
        /// It was still being received when the recording was taken.
        case open
    }
}

extension Recording.Ending: Codable {
    private enum CodingKeys: String, CodingKey { case type, endIsTold, error }

    private enum Kind: String, Codable { case complete, finished, cancelled, failed, tooLarge, open }

    /// Reads an ending.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .type) {
        case .complete: self = .complete(endIsTold: try container.decodeIfPresent(Bool.self, forKey: .endIsTold))
        case .finished: self = .finished
        case .cancelled: self = .cancelled
        case .failed: self = .failed(try container.decode(Recording.Failure.self, forKey: .error))
        case .tooLarge: self = .tooLarge
        case .open: self = .open
        }
    }

    /// Writes an object with the ending's `type`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .type)
        if case .complete(let endIsTold) = self { try container.encodeIfPresent(endIsTold, forKey: .endIsTold) }
        if case .failed(let error) = self { try container.encode(error, forKey: .error) }
    }

    private var kind: Kind {
        switch self {
        case .complete: .complete
        case .finished: .finished
        case .cancelled: .cancelled
        case .failed: .failed
        case .tooLarge: .tooLarge
        case .open: .open
        }
    }
}
