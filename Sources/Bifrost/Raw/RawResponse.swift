public import LLM

/// The whole answer to a raw request, with a status that says success.
public struct RawResponse: Hashable, Sendable {
    /// The body as it came.
    public var body: [UInt8]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes an answer, for tests of what reads one.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - metadata: Status, headers and timing.
    public init(body: [UInt8], metadata: ResponseMetadata = ResponseMetadata()) {
        self.body = body
        self.metadata = metadata
    }

    /// The body as JSON.
    ///
    /// - Returns: The value.
    /// - Throws: `LLMError.Code.malformed` when the body is not JSON.
    public func json() throws(LLMError) -> JSONValue {
        try JSONValue(received: body, maximumDepth: JSONWriter.maximumDepth, as: "the answer")
    }
}

/// One event of a raw stream.
public struct RawEvent: Hashable, Sendable {
    /// The event's name; `message` when it has none.
    public var name: String
    /// The event's data, several lines joined by line feeds.
    public var data: String

    /// Makes an event, for tests of what reads one.
    ///
    /// - Parameters:
    ///   - name: The event's name.
    ///   - data: The event's data.
    public init(name: String = "message", data: String) {
        self.name = name
        self.data = data
    }

    /// The data as JSON.
    ///
    /// - Returns: The value.
    /// - Throws: `LLMError.Code.malformed` when the data is not JSON.
    public func json() throws(LLMError) -> JSONValue {
        try JSONValue(received: Array(data.utf8), maximumDepth: JSONWriter.maximumDepth, as: "the event")
    }
}
