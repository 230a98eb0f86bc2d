public import LLM

/// The whole answer to a raw request, with a status that says success.
public struct RawResponse: Hashable, Sendable {
    /// The body as it came.
    public var body: [UInt8]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// The body as JSON.
    ///
    /// - Returns: The value.
    /// - Throws: `LLMError.Code.malformed` when the body is not JSON.
    public func json() throws(LLMError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: body)
        } catch {
            throw LLMError(.malformed, "the answer: \(error)", cause: error)
        }
    }
}

/// One event of a raw stream.
public struct RawEvent: Hashable, Sendable {
    /// The event's name; `message` when it has none.
    public var name: String
    /// The event's data, several lines joined by line feeds.
    public var data: String

    /// The data as JSON.
    ///
    /// - Returns: The value.
    /// - Throws: `LLMError.Code.malformed` when the data is not JSON.
    public func json() throws(LLMError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: data)
        } catch {
            throw LLMError(.malformed, "the event: \(error)", cause: error)
        }
    }
}
