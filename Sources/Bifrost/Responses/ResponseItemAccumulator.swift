internal import LLM

/// Puts the pieces of one item of a response together.
struct ResponseItemAccumulator: Sendable {
    /// A text of an item that comes in pieces.
    enum Field: Hashable {
        /// The text of a message's part.
        case text
        /// The words of a message's part with which the assistant declines.
        case refusal
        /// The text of a summary's part.
        case summary
        /// A function call's arguments.
        case arguments
        /// A custom tool's input.
        case input
        /// The code of a call of the interpreter.
        case code
    }

    private struct Place: Hashable {
        let field: Field
        let index: Int
    }

    private let id: String?
    private var item: JSONValue?
    private var isDone = false
    /// Whether the whole arguments or the whole input of a call came, empty or not.
    private var hasWholeInput = false
    private var texts: [Place: String] = [:]
    private var parts: [Int: JSONValue] = [:]
    private var annotations: [Int: [JSONValue]] = [:]
    /// Bytes that are kept, roughly.
    private(set) var size: Int

    init(id: String?) {
        self.id = id
        size = MemoryLayout<Self>.stride + (id?.utf8.count ?? 0)
    }

    /// Whether nothing of a call is missing.
    var isWhole: Bool { isDone || hasWholeInput }

    /// Whether it is the call of a tool that the caller runs.
    var isCall: Bool { item?.isCall ?? false || pieceOfCall != nil }

    mutating func begin(_ json: JSONValue) {
        size += json.footprint
        item = item?.updated(by: json) ?? json
    }

    mutating func finish(_ json: JSONValue) {
        begin(json)
        isDone = true
    }

    mutating func append(_ piece: String, to field: Field, at index: Int? = nil) {
        let place = Place(field: field, index: index ?? 0)
        size += piece.utf8.count + cost(of: place)
        texts[place, default: ""] += piece
    }

    mutating func set(_ text: String, of field: Field, at index: Int? = nil) {
        if field == .arguments || field == .input { hasWholeInput = true }
        let place = Place(field: field, index: index ?? 0)
        // Gateways that convert chats end a text with an empty one.
        guard !text.isEmpty || texts[place] == nil else { return }
        size += text.utf8.count - (texts[place]?.utf8.count ?? 0) + cost(of: place)
        texts[place] = text
    }

    /// What a place takes beside its text; nothing once it is there.
    private func cost(of place: Place) -> Int {
        texts[place] == nil ? MemoryLayout<(Place, String)>.stride : 0
    }

    mutating func setPart(_ part: JSONValue, at index: Int?) {
        size += part.footprint
        parts[index ?? 0] = part
    }

    mutating func annotate(_ annotation: JSONValue, at index: Int?) {
        size += annotation.footprint
        annotations[index ?? 0, default: []].append(annotation)
    }
}

extension ResponseItemAccumulator {
    /// The item as far as it came.
    ///
    /// An item that was received whole counts; the pieces fill in what it lacks.
    var json: JSONValue {
        let known = JSONValue.members([
            "type": .string(kind.rawValue), "id": .string(id), "role": .string(kind == .message ? "assistant" : nil),
        ])
        var json = item.map(known.updated) ?? known
        fill(&json, "content", with: content)
        fill(&json, "summary", with: list(of: .summary) { ["type": "summary_text", "text": .string($0)] })
        for (name, field) in [("arguments", Field.arguments), ("input", .input), ("code", .code)] {
            fill(&json, name, with: texts[Place(field: field, index: 0)].map { .string($0) })
        }
        return json
    }

    /// What an item is; its pieces tell where it does not.
    private var kind: ResponseItem.Kind {
        if let type = item?["type"]?.stringValue { return ResponseItem.Kind(rawValue: type) }
        if let pieceOfCall { return pieceOfCall }
        if texts[Place(field: .code, index: 0)] != nil { return .codeInterpreterCall }
        return texts.keys.contains { $0.field == .summary } ? .reasoning : .message
    }

    /// Which call an item without a type is; nil when no piece of a call came.
    private var pieceOfCall: ResponseItem.Kind? {
        guard item?["type"]?.stringValue == nil else { return nil }
        if texts[Place(field: .arguments, index: 0)] != nil { return .functionCall }
        return texts[Place(field: .input, index: 0)] == nil ? nil : .customToolCall
    }

    private func fill(_ json: inout JSONValue, _ name: String, with value: JSONValue?) {
        guard let value, value != [] else { return }
        let isThere = json[name].map(\.hasWords) ?? false
        if !isDone || !isThere { json[name] = value }
    }

    private func list(of field: Field, _ element: (String) -> JSONValue) -> JSONValue {
        let places = texts.filter { $0.key.field == field }.sorted { $0.key.index < $1.key.index }
        return .array(places.map { element($0.value) })
    }

    private var content: JSONValue {
        let places = texts.keys.filter { $0.field == .text || $0.field == .refusal }
        let indices = Set(places.map(\.index)).union(parts.keys)
        return .array(indices.sorted().map(part))
    }

    private func part(at index: Int) -> JSONValue {
        let refusal = texts[Place(field: .refusal, index: index)]
        var part = parts[index] ?? ["type": refusal == nil ? "output_text" : "refusal"]
        if let refusal { part["refusal"] = .string(refusal) }
        if let text = texts[Place(field: .text, index: index)] { part["text"] = .string(text) }
        if let annotations = annotations[index], part["annotations"]?.arrayValue?.isEmpty != false {
            part["annotations"] = .array(annotations)
        }
        return part
    }
}
