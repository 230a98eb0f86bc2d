public import LLM

/// One item of a response's input or output, such as a message or a function call (OpenAI fields `input[]`, `output[]`).
///
/// It is kept as it stands on the wire, so that an output item goes back whole in the next request, with its ids and
/// its encrypted content; what has a name is read from there.
public struct ResponseItem: Hashable, Sendable {
    /// The item as it stands on the wire.
    public var json: JSONValue

    /// Makes an item.
    ///
    /// - Parameter json: The item as it stands on the wire; an object.
    public init(json: JSONValue) { self.json = json }

    /// What the item is; an item without a type is a message.
    public var kind: Kind { json["type"]?.stringValue.map(Kind.init) ?? .message }

    /// The item's own id; nil when it has none.
    public var id: String? { json["id"]?.stringValue }

    /// How far the item has come, such as `completed`; nil when it was not said.
    public var status: ResponseStatus? { json["status"]?.stringValue.map(ResponseStatus.init) }

    /// Who speaks in a message; nil for other items.
    public var role: Role? { json["role"]?.stringValue.map(Role.init) }

    /// The id by which a call and its output belong together; nil for other items.
    public var callID: String? { json["call_id"]?.stringValue }

    /// The content's parts; a content that is a text counts as one part.
    public var content: [JSONValue] {
        if let text = json["content"]?.stringValue { return [["type": "output_text", "text": .string(text)]] }
        return json["content"]?.arrayValue ?? []
    }

    /// The text of a message, its parts joined; empty when there is none.
    public var text: String {
        guard kind == .message else { return "" }
        return content.filter { $0["type"] != "refusal" }.compactMap { $0["text"]?.stringValue }.joined()
    }

    /// Why the assistant declined, in its words; nil when it did not.
    public var refusal: String? {
        let parts = [json] + content
        let texts = parts.filter { $0["type"] == "refusal" }.compactMap { $0["refusal"]?.stringValue }
        return texts.isEmpty ? nil : texts.joined()
    }

    /// The marks on a message's text, such as its sources.
    public var annotations: [Annotation] {
        content.flatMap { $0["annotations"]?.arrayValue ?? [] }.map(Annotation.init)
    }

    /// The parts of the summary of a reasoning; empty for other items.
    public var summary: [String] {
        (json["summary"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }
    }
}

extension ResponseItem {
    /// The call of a tool that the caller runs; nil for other items.
    ///
    /// Its id is the item's `call_id`, or its own id where there is none.
    public var toolCall: ToolCall? {
        guard kind == .functionCall || kind == .customToolCall else { return nil }
        let isCustom = kind == .customToolCall
        let arguments = json[isCustom ? "input" : "arguments"]?.writtenText ?? ""
        let isWhole = isCustom || arguments.allSatisfy(\.isWhitespace) || arguments.isJSONObject
        return ToolCall(
            id: callID ?? id ?? "", name: json["name"]?.stringValue ?? "", arguments: arguments,
            isComplete: isWhole && status != .incomplete, isCustom: isCustom)
    }
}

extension ResponseItem: Codable {
    /// Reads the item as it stands on the wire.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: What the decoder throws.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }

    /// Writes the item as it stands on the wire.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: What the encoder throws.
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension JSONValue {
    /// A text; an object or list, which some servers send in its place, as it would be written.
    fileprivate var writtenText: String? {
        guard objectValue != nil || arrayValue != nil else { return stringValue }
        return try? serializedText()
    }
}

extension String {
    fileprivate var isJSONObject: Bool { (try? JSONValue(parsing: self))?.objectValue != nil }
}
