extension ModelCall {
    /// Bytes that it takes in memory, roughly; options are small beside messages.
    var footprint: Int {
        MemoryLayout<Self>.stride + messages.footprint + (tools ?? []).reduce(0) { $0 + $1.footprint }
    }
}

extension ChatResponse {
    /// Bytes that it takes in memory, roughly.
    var footprint: Int {
        choices.reduce(MemoryLayout<Self>.stride + (rawJSON?.count ?? 0)) { $0 + $1.footprint }
            + additionalFields.footprint + (videos + searchResults.map(\.json)).footprint
            + citations.reduce(0) { $0 + $1.utf8.count }
            + metadata.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    }
}

extension ChatChunk {
    /// Bytes that it takes in memory, roughly.
    var footprint: Int {
        choices.reduce(MemoryLayout<Self>.stride) { $0 + $1.footprint } + (rare.fields?.footprint ?? 0)
    }
}

extension RareChunkFields {
    fileprivate var footprint: Int {
        MemoryLayout<Self>.stride + (rawJSON?.count ?? 0) + additionalFields.footprint
            + (videos + searchResults.map(\.json)).footprint + citations.reduce(0) { $0 + $1.utf8.count }
    }
}

extension ChoiceDelta {
    fileprivate var footprint: Int {
        toolCalls.reduce(MemoryLayout<Self>.stride) {
            $0 + MemoryLayout<ToolCallDelta>.stride + $1.arguments.utf8.count
        }
            + text.utf8.count + size(reasoning) + size(refusal) + reasoningDetails.footprint
            + (rare.fields.map { MemoryLayout<RareChoiceFields>.stride + $0.footprint } ?? 0)
    }
}

extension Choice {
    fileprivate var footprint: Int {
        MemoryLayout<Self>.stride + message.footprint + (logprobs?.footprint ?? 0) + additionalFields.footprint
    }
}

extension [Message] {
    fileprivate var footprint: Int { reduce(0) { $0 + $1.footprint } }
}

extension Message {
    fileprivate var footprint: Int {
        content.reduce(MemoryLayout<Self>.stride) { $0 + $1.footprint }
            + toolCalls.reduce(0) { $0 + MemoryLayout<ToolCall>.stride + $1.arguments.utf8.count }
            + size(reasoning) + size(refusal) + size(audio?.data) + size(audio?.transcript)
            + reasoningDetails.footprint + annotations.reduce(0) { $0 + $1.json.footprint } + additionalFields.footprint
    }
}

extension ContentPart {
    fileprivate var footprint: Int {
        let bytes =
            switch content {
            case .text(let text), .refusal(let text): text.utf8.count
            case .image(.url(let url), _): url.utf8.count
            case .image(.data(let bytes, _), _): bytes.count
            case .audio(let bytes, _): bytes.count
            case .file(let file): file.source.byteCount
            }
        return MemoryLayout<Self>.stride + bytes
    }
}

extension FileContent.Source {
    fileprivate var byteCount: Int {
        switch self {
        case .url(let text), .id(let text): text.utf8.count
        case .data(let bytes): bytes.count
        }
    }
}

extension ToolDefinition {
    fileprivate var footprint: Int {
        MemoryLayout<Self>.stride + size(description) + (parameters?.footprint ?? 0)
    }
}

extension [JSONValue] {
    fileprivate var footprint: Int { reduce(0) { $0 + $1.footprint } }
}

private func size(_ text: String?) -> Int { text?.utf8.count ?? 0 }
