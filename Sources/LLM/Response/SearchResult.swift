/// A page that was found for the answer (Perplexity field `search_results[]`).
public struct SearchResult: Hashable, Sendable {
    /// The result as it was received.
    public var json: JSONValue

    /// Makes a result.
    ///
    /// - Parameter json: The result as it stands on the wire.
    public init(json: JSONValue) { self.json = json }

    /// The page's title; nil when the provider did not say.
    public var title: String? { json["title"]?.stringValue }

    /// The page's address; nil when the provider did not say.
    public var url: String? { json["url"]?.stringValue }

    /// The page's date, in the provider's words; nil when it did not say.
    public var date: String? { json["date"]?.stringValue }
}

extension SearchResult: Codable {
    /// Reads the result as it stands on the wire.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

    /// Writes the result as it stands on the wire.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
