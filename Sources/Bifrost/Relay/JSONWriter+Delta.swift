internal import LLM

extension JSONWriter {
    /// Writes what a chunk adds to a choice.
    mutating func choice(_ choice: ChoiceDelta, numbers: inout ToolCallNumbers) throws(JSONError) {
        beginObject()
        key("index")
        integer(choice.index)
        key("delta")
        beginObject()
        try delta(choice, &numbers)
        endObject()
        if let logprobs = choice.logprobs { try member("logprobs", logprobs.json) }
        if let stop = choice.stopSequence { member("stop", stop) }
        try members(choice.additionalFields)
        key("finish_reason")
        if let reason = choice.finishReason { string(reason.rawValue) } else { null() }
        endObject()
    }

    private mutating func delta(_ choice: ChoiceDelta, _ numbers: inout ToolCallNumbers) throws(JSONError) {
        if let role = choice.role { member("role", role.rawValue) }
        if !choice.text.isEmpty || choice.role != nil { member("content", choice.text) }
        try reasoning(of: choice)
        if let refusal = choice.refusal { member("refusal", refusal) }
        toolCalls(choice.toolCalls, &numbers)
        if let audio = choice.audio { try member("audio", audio.json) }
        if !choice.annotations.isEmpty { try member("annotations", .array(choice.annotations.map(\.json))) }
        try members(choice.messageFields)
    }

    private mutating func reasoning(of choice: ChoiceDelta) throws(JSONError) {
        if let reasoning = choice.reasoning { member("reasoning", reasoning) }
        if !choice.reasoningDetails.isEmpty {
            try member("reasoning_details", .array(choice.reasoningDetails))
        } else if let signature = choice.reasoningSignature {
            try member("reasoning_details", [["type": "reasoning.text", "signature": .string(signature)]])
        }
    }

    private mutating func toolCalls(_ calls: [ToolCallDelta], _ numbers: inout ToolCallNumbers) {
        guard !calls.isEmpty else { return }
        key("tool_calls")
        beginArray()
        for call in calls {
            beginObject()
            toolCall(numbers.numbered(call))
            endObject()
        }
        endArray()
    }

    private mutating func toolCall(_ call: ToolCallDelta) {
        key("index")
        integer(call.index ?? 0)
        if let id = call.id { member("id", id) }
        if call.id != nil || call.isCustom { member("type", call.isCustom ? "custom" : "function") }
        key(call.isCustom ? "custom" : "function")
        beginObject()
        if let name = call.name { member("name", name) }
        member(call.isCustom ? "input" : "arguments", call.arguments)
        endObject()
    }
}

extension Logprobs {
    fileprivate var json: JSONValue {
        .members([
            "content": content.isEmpty ? nil : .array(content.map(\.json)),
            "refusal": refusal.isEmpty ? nil : .array(refusal.map(\.json)),
        ])
    }
}

extension TokenLogprob {
    fileprivate var json: JSONValue {
        .members([
            "token": .string(token), "logprob": .number(logprob),
            "bytes": bytes.map { .array($0.map { .integer(Int64($0)) }) },
            "top_logprobs": .array(topLogprobs.map(\.json)),
        ])
    }
}

extension AudioOutput {
    fileprivate var json: JSONValue {
        .members([
            "id": .string(id), "data": data.isEmpty ? nil : .string(data),
            "transcript": transcript.isEmpty ? nil : .string(transcript),
            "expires_at": expiresAt.map { .integer(Int64($0)) },
        ])
    }
}
