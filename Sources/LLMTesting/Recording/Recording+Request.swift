public import HTTPTransport

extension Recording {
    /// A request as it was sent, keys masked.
    public struct Request: Hashable, Sendable {
        /// The method.
        public var method: String
        /// The absolute URL.
        public var url: String
        /// The header fields, in order.
        public var fields: HTTPFields
        /// The body, without pieces that are files.
        ///
        /// Nil when there was none.
        public var body: [UInt8]?
        /// Whether pieces of the body were files; their content is not recorded.
        public var hasFiles: Bool

        /// Makes a request.
        ///
        /// - Parameters:
        ///   - method: The method.
        ///   - url: The absolute URL.
        ///   - fields: The header fields.
        ///   - body: The body.
        ///   - hasFiles: Whether pieces of the body were files.
        public init(
            method: String, url: String, fields: HTTPFields = HTTPFields(), body: [UInt8]? = nil, hasFiles: Bool = false
        ) {
            self.method = method
            self.url = url
            self.fields = fields
            self.body = body
            self.hasFiles = hasFiles
        }

        init(_ request: HTTPRequest) {
            self.init(method: request.method, url: request.url, fields: request.fields)
            guard let pieces = request.body?.pieces else { return }
            body = []
            for piece in pieces {
                if case .bytes(let bytes) = piece { body? += bytes } else { hasFiles = true }
            }
        }
    }
}

extension Recording.Request: Codable {
    private enum CodingKeys: String, CodingKey { case method, url, fields, body, hasFiles }

    /// Reads a request.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            method: try container.decode(String.self, forKey: .method),
            url: try container.decode(String.self, forKey: .url),
            fields: try container.httpFields(.fields),
            body: try container.decodeIfPresent(RecordedBytes.self, forKey: .body)?.bytes,
            hasFiles: try container.decodeIfPresent(Bool.self, forKey: .hasFiles) ?? false
        )
    }

    /// Writes a request: header fields as lines, the body as `text` or `base64`.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(method, forKey: .method)
        try container.encode(url, forKey: .url)
        try container.encode(fields: fields, forKey: .fields)
        try container.encodeIfPresent(body.map(RecordedBytes.init), forKey: .body)
        if hasFiles { try container.encode(hasFiles, forKey: .hasFiles) }
    }
}
