extension TokenCounter {
    /// Counts all that is sent of a message: content, name, refusal, reasoning, tool calls, sound and annotations.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - costs: What is taken besides texts.
    /// - Returns: The number of tokens.
    public func count(_ message: Message, costs: TokenCosts = TokenCosts()) -> Int {
        var tokens = costs.message + reasoning(of: message)
        for part in message.content { tokens += count(part, costs) }
        for call in message.toolCalls {
            tokens += costs.toolCall + count(call.id) + count(call.name) + count(call.arguments)
        }
        for text in [message.name, message.toolCallID, message.refusal, message.audio?.transcript] {
            if let text { tokens += count(text) }
        }
        for annotation in message.annotations { tokens += count(annotation.json) }
        return tokens
    }

    /// Counts what the model is told about a tool.
    ///
    /// - Parameters:
    ///   - tool: The tool.
    ///   - costs: What is taken besides texts.
    /// - Returns: The number of tokens.
    public func count(_ tool: ToolDefinition, costs: TokenCosts = TokenCosts()) -> Int {
        var tokens = costs.tool + count(tool.name)
        if let description = tool.description { tokens += count(description) }
        if let parameters = tool.parameters { tokens += count(parameters) }
        if case .grammar(let definition, _) = tool.inputFormat { tokens += count(definition) }
        return tokens
    }

    /// Counts what is sent back: details where there are some, since they say the same again.
    private func reasoning(of message: Message) -> Int {
        guard message.reasoningDetails.isEmpty else {
            return message.reasoningDetails.reduce(0) { $0 + count($1) }
        }
        return count(message.reasoning ?? "") + count(message.reasoningSignature ?? "")
    }

    private func count(_ part: ContentPart, _ costs: TokenCosts) -> Int {
        switch part.content {
        case .text(let text), .refusal(let text): count(text)
        case .image(_, let detail): detail == .low ? costs.lowDetailImage : costs.image
        case .audio: costs.audio
        case .file(let file): file.text.map { count($0) } ?? costs.file
        }
    }

    /// A value that cannot be written cannot be sent either; its size in memory stands in for it.
    private func count(_ json: JSONValue) -> Int {
        if let text = try? json.serializedText() { count(text) } else { json.footprint }
    }
}

extension FileContent {
    /// The text of a document that is given as text.
    fileprivate var text: String? {
        guard case .data(let bytes) = source, mimeType?.hasPrefix("text/") == true else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
