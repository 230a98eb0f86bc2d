internal import LLM

/// Reads the choices of a chunk or of a whole answer.
struct ChoiceReader {
    var scanner = JSONScanner()
    /// Whether a choice reports an error: rule by `error` or by the finish reason `error`.
    private(set) var foundError = false
    let maximumDepth: Int

    init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

    mutating func choices(in bytes: Span<UInt8>) throws(JSONError) -> [ChoiceDelta] {
        var choices: [ChoiceDelta] = []
        foundError = false
        guard try scanner.beginArrayIfPresent(in: bytes) else { return [] }
        var position = 0
        while try scanner.nextElement(in: bytes) {
            if try scanner.beginObjectIfPresent(in: bytes) {
                choices.append(try choice(at: position, in: bytes))
            }
            position += 1
        }
        return choices
    }

    private mutating func choice(at position: Int, in bytes: Span<UInt8>) throws(JSONError) -> ChoiceDelta {
        var index: Int?
        var delta: ChoiceDelta?
        var message: ChoiceDelta?
        var finishReason: JSONText?
        var hasError = false
        while let name = try scanner.nextKey(in: bytes) {
            switch ChoiceKey.keys.key(for: name, in: bytes) {
            case .index: index = try scanner.integerIfPresent(in: bytes)
            case .delta: delta = try self.message(in: bytes)
            case .message: message = try self.message(in: bytes)
            case .finishReason: finishReason = try scanner.textIfPresent(in: bytes)
            case .error: hasError = try !scanner.skipVoidValue(in: bytes)
            case nil: try scanner.skipValue(in: bytes)
            }
        }
        var choice = delta ?? ChoiceDelta()
        if let message, delta == nil || delta == ChoiceDelta() {
            choice = message
            choice.isWholeMessage = true
        }
        choice.index = index ?? position
        if let finishReason, !finishReason.isEmpty {
            hasError = hasError || finishReason.isErrorWord(in: bytes)
            choice.finishReason = FinishReason(rawValue: finishReason.string(in: bytes))
        }
        foundError = foundError || hasError
        return choice
    }

    /// Reads a `delta` or a `message`; nil for null and for anything else that is no object.
    private mutating func message(in bytes: Span<UInt8>) throws(JSONError) -> ChoiceDelta? {
        guard try scanner.beginObjectIfPresent(in: bytes) else { return nil }
        var delta = ChoiceDelta()
        var reasoning = ReasoningFields()
        var functionCall: ToolCallDelta?
        while let name = try scanner.nextKey(in: bytes) {
            switch MessageKey.keys.key(for: name, in: bytes) {
            case .role: delta.role = try text(in: bytes).map(Role.init(rawValue:))
            case .content: delta.text = try content(in: bytes)
            case .refusal: delta.refusal = try text(in: bytes)
            case .reasoning: reasoning.reasoning = try text(in: bytes)
            case .reasoningContent: reasoning.reasoningContent = try text(in: bytes)
            case .reasoningDetails: reasoning.details = try details(in: bytes)
            case .toolCalls: delta.toolCalls = try scanner.toolCalls(in: bytes)
            case .functionCall: functionCall = try scanner.functionCall(in: bytes)
            case nil: try scanner.skipValue(in: bytes)
            }
        }
        if let functionCall { delta.toolCalls.append(functionCall) }
        delta.reasoning = reasoning.text
        delta.reasoningSignature = reasoning.signature
        delta.reasoningDetails = reasoning.details
        return delta
    }

    /// A text; nil when it is empty.
    private mutating func text(in bytes: Span<UInt8>) throws(JSONError) -> String? {
        guard let text = try scanner.textIfPresent(in: bytes), !text.isEmpty else { return nil }
        return text.string(in: bytes)
    }

    /// A text, or the texts of a list of parts, joined.
    private mutating func content(in bytes: Span<UInt8>) throws(JSONError) -> String {
        guard try scanner.kind(in: bytes) == .array else { return try text(in: bytes) ?? "" }
        var content = ""
        try scanner.beginArray(in: bytes)
        while try scanner.nextElement(in: bytes) {
            guard try scanner.kind(in: bytes) == .object else {
                content += try text(in: bytes) ?? ""
                continue
            }
            try scanner.beginObject(in: bytes)
            while let name = try scanner.nextKey(in: bytes) {
                switch ContentPartKey.keys.key(for: name, in: bytes) {
                case .text: content += try text(in: bytes) ?? ""
                case nil: try scanner.skipValue(in: bytes)
                }
            }
        }
        return content
    }

    private mutating func details(in bytes: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        guard try scanner.kind(in: bytes) == .array else {
            try scanner.skipValue(in: bytes)
            return []
        }
        return try scanner.value(in: bytes, depth: maximumDepth).arrayValue ?? []
    }
}

/// Reasoning comes in up to three spellings at once; only one of them counts.
private struct ReasoningFields {
    var reasoning: String?
    var reasoningContent: String?
    var details: [JSONValue] = []

    var text: String? {
        if let text = reasoningContent ?? reasoning { return text }
        guard !details.isEmpty else { return nil }
        let text = details.reduce(into: "") { text, detail in
            text += detail["text"]?.stringValue ?? ""
            text += detail["summary"]?.stringValue ?? ""
        }
        return text.isEmpty ? nil : text
    }

    var signature: String? {
        details.last { $0["signature"]?.stringValue?.isEmpty == false }?["signature"]?.stringValue
    }
}
