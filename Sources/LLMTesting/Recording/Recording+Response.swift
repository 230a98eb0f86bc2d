public import HTTPTransport
import LLM

extension Recording {
    /// An answer as it came, keys masked.
    public struct Response: Hashable, Sendable {
        /// The status.
        public var status: Int
        /// The protocol, such as `HTTP/1.1`.
        public var version: String
        /// The header fields, in order.
        public var fields: HTTPFields
        /// How long the head took, from the request on.
        public var delay: Duration
        /// The body, cut as it came.
        public var pieces: [Piece]
        /// How the body ended.
        public var ending: Ending

        /// Makes an answer.
        ///
        /// - Parameters:
        ///   - status: The status.
        ///   - version: The protocol.
        ///   - fields: The header fields.
        ///   - delay: How long the head took.
        ///   - pieces: The body, cut as it came.
        ///   - ending: How the body ended.
        public init(
            status: Int,
            version: String = "HTTP/1.1",
            fields: HTTPFields = HTTPFields(),
            delay: Duration = .zero,
            pieces: [Piece] = [],
            ending: Ending = .complete(endIsTold: true)
        ) {
            self.status = status
            self.version = version
            self.fields = fields
            self.delay = delay
            self.pieces = pieces
            self.ending = ending
        }

        /// Bytes that came together.
        public struct Piece: Hashable, Sendable {
            /// The bytes, never empty.
            public var bytes: [UInt8]
            /// How long they took, from the piece before or from the head on, the reader's own time included.
            public var delay: Duration

            /// Makes a piece.
            ///
            /// - Parameters:
            ///   - bytes: The bytes.
            ///   - delay: How long they took.
            public init(_ bytes: [UInt8], delay: Duration = .zero) {
                self.bytes = bytes
                self.delay = delay
            }
        }
    }
}

extension Recording.Response: Codable {
    private enum CodingKeys: String, CodingKey { case status, version, fields, delay, pieces, ending }

    /// Reads an answer.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            status: try container.decode(Int.self, forKey: .status),
            version: try container.value(.version, default: "HTTP/1.1"),
            fields: try container.httpFields(.fields),
            delay: try container.seconds(.delay) ?? .zero,
            pieces: try container.list(.pieces),
            ending: try container.value(.ending, default: .complete(endIsTold: true))
        )
    }

    /// Writes an answer, times in seconds.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(status, forKey: .status)
        try container.encode(version, forKey: .version)
        try container.encode(fields: fields, forKey: .fields)
        try container.encode(seconds: delay == .zero ? nil : delay, forKey: .delay)
        try container.encodeUnlessEmpty(pieces, forKey: .pieces)
        try container.encode(ending, forKey: .ending)
    }
}

extension Recording.Response.Piece: Codable {
    private enum CodingKeys: String, CodingKey { case delay }

    /// Reads a piece.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try RecordedBytes(from: decoder).bytes, delay: try container.seconds(.delay) ?? .zero)
    }

    /// Writes a piece as `text` or `base64`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        try RecordedBytes(bytes).encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(seconds: delay == .zero ? nil : delay, forKey: .delay)
    }
}
