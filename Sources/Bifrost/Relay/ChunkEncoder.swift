internal import LLM

/// Writes the chunks of one answer as events.
struct ChunkEncoder {
    // Clients of OpenAI expect these in every chunk; zero and an empty text say that nothing is known.
    private var id = ""
    private var created = 0
    private var model = ""
    private var usage: Usage?
    private var toolCalls: [Int: ToolCallNumbers] = [:]

    /// The chunk's event; empty when it has nothing but usage, which is kept for the end.
    mutating func event(_ chunk: ChatChunk) throws(LLMError) -> [UInt8] {
        if let id = chunk.id, !id.isEmpty { self.id = id }
        if let created = chunk.created { self.created = created }
        if let model = chunk.model, !model.isEmpty { self.model = model }
        if let counts = chunk.usage { usage = usage?.largest(with: counts) ?? counts }
        guard !chunk.choices.isEmpty || chunk.saysMoreThanUsage else { return [] }
        // Taken out for as long as it is changed: the rest of this is read meanwhile.
        var numbers = toolCalls
        defer { toolCalls = numbers }
        return try written { (writer) throws(JSONError) in
            writer.key("choices")
            writer.beginArray()
            for choice in chunk.choices {
                try writer.choice(choice, numbers: &numbers[choice.index, default: ToolCallNumbers()])
            }
            writer.endArray()
            try writer.envelope(of: chunk)
        }
    }

    /// The usage of the whole answer in a chunk without choices; nil when none is known.
    func usageEvent() throws(LLMError) -> [UInt8]? {
        guard let usage else { return nil }
        return try written { (writer) throws(JSONError) in
            writer.key("choices")
            writer.beginArray()
            writer.endArray()
            try writer.member("usage", usage.json)
        }
    }

    private func written(
        _ members: (inout JSONWriter) throws(JSONError) -> Void
    ) throws(LLMError) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", id)
        writer.member("object", "chat.completion.chunk")
        writer.key("created")
        writer.integer(created)
        writer.member("model", model)
        do throws(JSONError) {
            try members(&writer)
        } catch {
            throw LLMError(.malformed, "a chunk cannot be written: \(error)", cause: error)
        }
        writer.endObject()
        return writer.bytes.asEvent
    }
}

extension ChatChunk {
    fileprivate var saysMoreThanUsage: Bool {
        serviceTier != nil || systemFingerprint != nil || !citations.isEmpty || !searchResults.isEmpty
            || !videos.isEmpty || !additionalFields.isEmpty || usage == nil
    }
}

extension JSONWriter {
    fileprivate mutating func envelope(of chunk: ChatChunk) throws(JSONError) {
        if let tier = chunk.serviceTier { member("service_tier", tier.rawValue) }
        if let fingerprint = chunk.systemFingerprint { member("system_fingerprint", fingerprint) }
        if !chunk.citations.isEmpty { try member("citations", .array(chunk.citations.map { .string($0) })) }
        if !chunk.searchResults.isEmpty { try member("search_results", .array(chunk.searchResults.map(\.json))) }
        if !chunk.videos.isEmpty { try member("videos", .array(chunk.videos)) }
        try members(chunk.additionalFields)
        if let provider = chunk.provider { try member("extra_fields", ["provider": .string(provider)]) }
    }

    mutating func members(_ fields: [String: JSONValue]) throws(JSONError) {
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) { try member(name, value) }
    }
}
