/// A mark on a piece of an answer's text, such as its source on the web (OpenAI field `annotations[]`).
///
/// It is kept as the provider wrote it, so that it can be sent back; what has a name is read from there.
public struct Annotation: Hashable, Sendable {
    /// The annotation as it was received.
    public var json: JSONValue

    /// Makes an annotation.
    ///
    /// - Parameter json: The annotation as it stands on the wire.
    public init(json: JSONValue) { self.json = json }

    /// What kind of mark it is, such as `url_citation`.
    ///
    /// Nil when the provider did not say.
    public var type: String? { json["type"]?.stringValue }

    /// The source on the web; nil for a mark of another kind.
    public var urlCitation: URLCitation? {
        guard let citation = json["url_citation"], citation.objectValue != nil else { return nil }
        return URLCitation(
            startIndex: citation["start_index"]?.integerValue,
            endIndex: citation["end_index"]?.integerValue,
            title: citation["title"]?.stringValue,
            url: citation["url"]?.stringValue
        )
    }

    /// A source on the web (OpenAI field `url_citation`); nil is what the provider did not say.
    public struct URLCitation: Hashable, Sendable {
        /// Where the cited piece of the text begins, in characters as the provider counts them.
        public var startIndex: Int?
        /// Where the cited piece of the text ends.
        public var endIndex: Int?
        /// The page's title.
        public var title: String?
        /// The page's address.
        public var url: String?

        /// Makes a source.
        ///
        /// - Parameters:
        ///   - startIndex: Where the cited piece of the text begins.
        ///   - endIndex: Where the cited piece of the text ends.
        ///   - title: The page's title.
        ///   - url: The page's address.
        public init(startIndex: Int? = nil, endIndex: Int? = nil, title: String? = nil, url: String? = nil) {
            self.startIndex = startIndex
            self.endIndex = endIndex
            self.title = title
            self.url = url
        }
    }
}

extension Annotation: Codable {
    /// Reads the annotation as it stands on the wire.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

    /// Writes the annotation as it stands on the wire.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
