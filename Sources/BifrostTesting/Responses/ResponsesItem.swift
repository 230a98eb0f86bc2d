/// One item of a response's output, and the events by which it comes.
struct ResponsesItem: Sendable {
    enum Kind: Sendable {
        case reasoning(encrypted: String?)
        case message
        case call(id: String, name: String)
    }

    /// An event without what all events have.
    typealias Event = (type: String, members: [(key: String, value: JSONValue)])

    let id: String
    let kind: Kind
    let tokens: [String]
    var isCut = false

    private var text: String { tokens.joined() }

    var json: JSONValue { json(text, status: isCut ? "incomplete" : "completed") }

    private func json(_ text: String?, status: String) -> JSONValue {
        switch kind {
        case .reasoning(let encrypted):
            [
                "id": .string(id), "type": "reasoning", "summary": .array(text.map { [Self.summary($0)] } ?? []),
                "encrypted_content": encrypted.map { .string($0) },
            ]
        case .message:
            [
                "id": .string(id), "type": "message", "status": .string(status), "role": "assistant",
                "content": .array(text.map { [Self.content($0)] } ?? []),
            ]
        case .call(let callID, let name):
            [
                "id": .string(id), "type": "function_call", "status": .string(status), "call_id": .string(callID),
                "name": .string(name), "arguments": .string(text ?? ""),
            ]
        }
    }

    private static func summary(_ text: String) -> JSONValue { ["type": "summary_text", "text": .string(text)] }

    private static func content(_ text: String) -> JSONValue {
        ["type": "output_text", "text": .string(text), "annotations": []]
    }

    /// The item's events, from the one that adds it to the one that says it is done.
    func events(at position: Int) -> [Event] {
        let index: [(key: String, value: JSONValue)] = [("output_index", .integer(position))]
        let place = index + [("item_id", .string(id))]
        let added: Event = ("response.output_item.added", index + [("item", json(nil, status: "in_progress"))])
        let done: Event = ("response.output_item.done", index + [("item", json)])
        return [added] + pieces(place) + [done]
    }

    private func pieces(_ place: [(key: String, value: JSONValue)]) -> [Event] {
        switch kind {
        case .reasoning:
            let place = place + [("summary_index", 0)]
            return [("response.reasoning_summary_part.added", place + [("part", Self.summary(""))])]
                + texts("response.reasoning_summary_text", "text", place)
                + [("response.reasoning_summary_part.done", place + [("part", Self.summary(text))])]
        case .message:
            let place = place + [("content_index", 0)]
            return [("response.content_part.added", place + [("part", Self.content(""))])]
                + texts("response.output_text", "text", place)
                + [("response.content_part.done", place + [("part", Self.content(text))])]
        case .call:
            return texts("response.function_call_arguments", "arguments", place)
        }
    }

    private func texts(_ type: String, _ whole: String, _ place: [(key: String, value: JSONValue)]) -> [Event] {
        tokens.map { ("\(type).delta", place + [("delta", .string($0))]) }
            + [("\(type).done", place + [(whole, .string(text))])]
    }
}
