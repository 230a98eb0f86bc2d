public import LLM

/// A document to be ordered by how well it answers a query.
public struct RerankDocument: Hashable, Sendable, Codable {
    /// What it says.
    public var text: String
    /// The caller's own id of it.
    ///
    /// Nil sends none.
    public var id: String?
    /// Further facts about it, sent as they are (field `meta`); empty sends none.
    public var meta: [String: JSONValue]

    /// Makes a document.
    ///
    /// - Parameters:
    ///   - text: What it says.
    ///   - id: The caller's own id of it.
    ///   - meta: Further facts about it.
    public init(_ text: String, id: String? = nil, meta: [String: JSONValue] = [:]) {
        self.text = text
        self.id = id
        self.meta = meta
    }
}

extension RerankDocument: ExpressibleByStringLiteral {
    /// Makes a document of a text alone.
    ///
    /// - Parameter value: The text.
    public init(stringLiteral value: String) { self.init(value) }
}

extension RerankDocument {
    /// Reads a document, which some providers return as a text.
    init?(json: JSONValue) {
        if let text = json.stringValue {
            self.init(text)
        } else if let text = json["text"]?.stringValue {
            self.init(text, id: json["id"]?.stringValue, meta: json["meta"]?.objectValue ?? [:])
        } else {
            return nil
        }
    }

    var json: JSONValue {
        .members(["text": .string(text), "id": .string(id), "meta": meta.isEmpty ? JSONValue?.none : .object(meta)])
    }
}
