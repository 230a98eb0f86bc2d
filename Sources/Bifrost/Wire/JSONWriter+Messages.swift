internal import LLM

extension JSONWriter {
    mutating func messages(_ messages: [Message]) throws(JSONError) {
        key("messages")
        beginArray()
        // By position, since a loop over the elements copies each of them.
        for position in messages.indices { try message(messages[position]) }
        endArray()
    }

    private mutating func message(_ message: Message) throws(JSONError) {
        beginObject()
        member("role", message.role.rawValue)
        content(of: message)
        if let name = message.name { member("name", name) }
        if let id = message.toolCallID { member("tool_call_id", id) }
        if let refusal = message.refusal { member("refusal", refusal) }
        if let id = message.audio?.id { try member("audio", ["id": .string(id)]) }
        try reasoning(of: message)
        toolCalls(message.toolCalls)
        if !message.annotations.isEmpty { try member("annotations", .array(message.annotations.map(\.json))) }
        endObject()
    }

    private mutating func content(of message: Message) {
        let isSilent =
            message.content.isEmpty || message.content.count == 1 && message.content[0].bareText?.isEmpty == true
        let saysElse = !message.toolCalls.isEmpty || message.audio != nil
        guard isSilent, saysElse || (message.refusal != nil && message.content.isEmpty) else {
            return content(message.content)
        }
        key("content")
        null()
    }

    /// Details where there are some: they carry signatures, and with the text beside them it would count twice.
    private mutating func reasoning(of message: Message) throws(JSONError) {
        if !message.reasoningDetails.isEmpty {
            try member("reasoning_details", .array(message.reasoningDetails))
        } else if let signature = message.reasoningSignature {
            let detail: JSONValue = [
                "index": 0, "type": "reasoning.text", "text": .string(message.reasoning ?? ""),
                "signature": .string(signature),
            ]
            try member("reasoning_details", [detail])
        } else if let reasoning = message.reasoning {
            member("reasoning", reasoning)
        }
    }

    private mutating func toolCalls(_ calls: [ToolCall]) {
        guard !calls.isEmpty else { return }
        key("tool_calls")
        beginArray()
        for call in calls {
            beginObject()
            members(of: call)
            endObject()
        }
        endArray()
    }

    mutating func members(of call: ToolCall) {
        member("id", call.id)
        member("type", call.isCustom ? "custom" : "function")
        key(call.isCustom ? "custom" : "function")
        beginObject()
        member("name", call.name)
        if call.isCustom {
            member("input", call.arguments)
        } else {
            member("arguments", call.arguments.allSatisfy(\.isWhitespace) ? "{}" : call.arguments)
        }
        endObject()
    }
}
