/// A document, by address, by value or by the id of an upload (OpenAI content part `file`).
public struct FileContent: Hashable, Sendable {
    /// Where a document comes from.
    @nonexhaustive
    public enum Source: Hashable, Sendable {
        /// An `https:` address, sent as it is.
        case url(String)
        /// The document's bytes; sent as a `data:` address.
        case data([UInt8])
        /// The id of a document that was uploaded before.
        case id(String)
    }

    /// Where the document comes from.
    public var source: Source
    /// The document's name.
    ///
    /// Nil sends none; OpenAI wants one with data.
    public var name: String?
    /// The document's media type, such as `application/pdf`.
    ///
    /// Nil sends none, and data as `application/octet-stream`.
    public var mimeType: String?

    /// Makes a document.
    ///
    /// - Parameters:
    ///   - source: Where it comes from.
    ///   - name: Its name.
    ///   - mimeType: Its media type.
    public init(_ source: Source, name: String? = nil, mimeType: String? = nil) {
        self.source = source
        self.name = name
        self.mimeType = mimeType
    }
}
