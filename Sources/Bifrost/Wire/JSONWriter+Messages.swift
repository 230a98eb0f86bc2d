private import FoundationEssentials
internal import LLM

extension JSONWriter {
    mutating func messages(_ messages: [Message]) throws(JSONError) {
        key("messages")
        beginArray()
        for message in messages { try self.message(message) }
        endArray()
    }

    private mutating func message(_ message: Message) throws(JSONError) {
        beginObject()
        member("role", message.role.rawValue)
        content(of: message)
        if let name = message.name { member("name", name) }
        if let id = message.toolCallID { member("tool_call_id", id) }
        if let refusal = message.refusal { member("refusal", refusal) }
        try reasoning(of: message)
        toolCalls(message.toolCalls)
        endObject()
    }

    /// One text goes out as a text, since not every server takes parts.
    private mutating func content(of message: Message) {
        key("content")
        if message.content.isEmpty {
            let mayBeAbsent = !message.toolCalls.isEmpty || message.refusal != nil
            mayBeAbsent ? null() : string("")
        } else if message.content.count == 1, case .text(let text) = message.content[0] {
            text.isEmpty && !message.toolCalls.isEmpty ? null() : string(text)
        } else {
            beginArray()
            for part in message.content { self.part(part) }
            endArray()
        }
    }

    private mutating func part(_ part: ContentPart) {
        beginObject()
        switch part {
        case .text(let text):
            member("type", "text")
            member("text", text)
        case .image(let source, let detail):
            member("type", "image_url")
            key("image_url")
            beginObject()
            member("url", source.address)
            if let detail { member("detail", detail.rawValue) }
            endObject()
        }
        endObject()
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
            member("id", call.id)
            member("type", "function")
            key("function")
            beginObject()
            member("name", call.name)
            member("arguments", call.arguments.allSatisfy(\.isWhitespace) ? "{}" : call.arguments)
            endObject()
            endObject()
        }
        endArray()
    }
}

extension ImageSource {
    fileprivate var address: String {
        switch self {
        case .url(let url): url
        case .data(let bytes, let mediaType):
            "data:\(mediaType.isEmpty ? "image/png" : mediaType);base64,\(Data(bytes).base64EncodedString())"
        }
    }
}
