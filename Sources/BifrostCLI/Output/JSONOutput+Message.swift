import LLM

extension JSONOutput {
    /// The last line of an answer.
    static func message(_ response: ChatResponse) -> JSONOutput {
        .object([Field(key: "type", value: "message")] + fields(of: response))
    }

    /// What was received before a failure: a message's keys, without a type.
    static func partial(_ response: ChatResponse?) -> JSONOutput {
        response.map { .object(fields(of: $0)) } ?? nil
    }

    /// Token counts.
    static func usage(_ usage: Usage) -> JSONOutput {
        [
            "input": .integer(usage.input),
            "output": .integer(usage.output),
            "total": .integer(usage.total),
            "cached": .integer(usage.cached),
            "reasoning": .integer(usage.reasoning),
        ]
    }

    /// A message's keys, without a type.
    static func fields(of response: ChatResponse) -> [Field] {
        var fields = fields(response.message, response.finishReason)
        fields += [
            Field(key: "usage", value: response.usage.map(usage) ?? nil),
            Field(key: "id", value: .string(response.id)),
            Field(key: "model", value: .string(response.model)),
            Field(key: "provider", value: .string(response.provider)),
        ]
        if response.choices.count > 1 {
            fields.append(Field(key: "choices", value: .array(response.choices.map(choice))))
        }
        fields.append(Field(key: "metrics", value: metrics(response.metadata)))
        return fields
    }

    private static func choice(_ choice: Choice) -> JSONOutput {
        .object([Field(key: "index", value: .integer(choice.index))] + fields(choice.message, choice.finishReason))
    }

    private static func fields(_ message: Message, _ finishReason: FinishReason?) -> [Field] {
        [
            Field(key: "text", value: .string(message.text)),
            Field(key: "reasoning", value: .string(message.reasoning)),
            Field(key: "refusal", value: .string(message.refusal)),
            Field(key: "tool_calls", value: .array(message.toolCalls.map(toolCall))),
            Field(key: "finish_reason", value: .string(finishReason?.rawValue)),
        ]
    }

    /// A tool call, and whether its arguments are whole.
    static func toolCall(_ call: ToolCall) -> JSONOutput {
        [
            "id": .string(call.id),
            "name": .string(call.name),
            "arguments": .string(call.arguments),
            "complete": .bool(call.isComplete),
        ]
    }

    /// Where the time went; null before the call has ended.
    static func metrics(_ metadata: ResponseMetadata) -> JSONOutput {
        guard let metrics = metadata.metrics else { return nil }
        return [
            "attempts": .integer(metadata.attempts),
            "queued_ms": .milliseconds(metrics.queued),
            "name_lookup_ms": .milliseconds(metrics.nameLookup),
            "connect_ms": .milliseconds(metrics.connect),
            "tls_ms": .milliseconds(metrics.tls),
            "first_byte_ms": .milliseconds(metrics.firstByte),
            "first_token_ms": .milliseconds(metrics.firstToken),
            "total_ms": .milliseconds(metrics.total),
            "paused_ms": .milliseconds(metrics.paused),
            "reused_connection": .bool(metrics.reusedConnection),
            "http_version": .string(metrics.httpVersion),
            "bytes_sent": .integer(metrics.bytesSent),
            "bytes_received": .integer(metrics.bytesReceived),
        ]
    }
}
