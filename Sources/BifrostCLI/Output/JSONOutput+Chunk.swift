import LLM

extension JSONOutput {
    /// The line of a chunk: only the keys that carry something, choice 0 at the top level.
    static func chunk(_ chunk: ChatChunk) -> JSONOutput {
        let first = chunk.choices.first { $0.index == 0 }
        let others = chunk.choices.filter { $0.index != 0 }
        var fields = [Field(key: "type", value: "chunk")]
        fields += first.map(Self.fields) ?? []
        fields.add("usage", chunk.usage.map(Self.usage))
        fields.add("id", text(chunk.id))
        fields.add("model", text(chunk.model))
        fields.add("provider", text(chunk.provider))
        if !others.isEmpty {
            fields.add(
                "choices",
                .array(others.map { .object([Field(key: "index", value: .integer($0.index))] + Self.fields($0)) }))
        }
        return .object(fields)
    }

    private static func fields(_ delta: ChoiceDelta) -> [Field] {
        var fields: [Field] = []
        fields.add("delta", text(delta.text))
        fields.add("reasoning", text(delta.reasoning))
        fields.add("refusal", text(delta.refusal))
        if !delta.toolCalls.isEmpty { fields.add("tool_calls", .array(delta.toolCalls.map(Self.toolCall))) }
        fields.add("finish_reason", text(delta.finishReason?.rawValue))
        return fields
    }

    private static func toolCall(_ delta: ToolCallDelta) -> JSONOutput {
        var fields: [Field] = []
        fields.add("index", delta.index.map { .integer($0) })
        fields.add("id", text(delta.id))
        fields.add("name", text(delta.name))
        fields.add("arguments", text(delta.arguments))
        return .object(fields)
    }

    private static func text(_ text: String?) -> JSONOutput? {
        text?.isEmpty == false ? .string(text) : nil
    }
}

extension [JSONOutput.Field] {
    fileprivate mutating func add(_ key: String, _ value: JSONOutput?) {
        if let value { append(JSONOutput.Field(key: key, value: value)) }
    }
}
