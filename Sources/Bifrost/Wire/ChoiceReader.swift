internal import LLM

/// Reads the choices of a chunk or of a whole answer.
struct ChoiceReader {
    var scanner = JSONScanner()
    /// Whether a choice reports an error: rule by `error` or by the finish reason `error`.
    private(set) var foundError = false
    /// The text of the choices, if there is one `content` in all of them.
    private(set) var onlyContent: JSONText?
    private var hasContent = false
    private let unknownFields: UnknownFields
    /// Made once: a copy of it costs less.
    private static let nothing = ChoiceDelta()

    init(unknownFields: UnknownFields) { self.unknownFields = unknownFields }

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
        var choice = Self.nothing
        var message: ChoiceDelta?
        var finishReason: JSONText?
        var stop: String?
        var logprobs: Logprobs?
        var unknown: [String: JSONValue] = [:]
        var hasError = false
        let keys = ChoiceKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .index: index = try scanner.integerIfPresent(in: bytes)
            case .delta:
                choice = Self.nothing
                try readMessage(into: &choice, in: bytes)
            case .message:
                var whole = ChoiceDelta(isWholeMessage: true)
                try readMessage(into: &whole, in: bytes)
                message = whole
            case .finishReason: finishReason = try scanner.textIfPresent(in: bytes)
            case .stop: stop = try text(in: bytes)
            case .logprobs: logprobs = try scanner.logprobs(in: bytes)
            case .error: hasError = try !scanner.skipVoidValue(in: bytes)
            case nil: try scanner.readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        if let message, choice == Self.nothing { choice = message }
        choice.index = index ?? position
        if let stop { choice.stopSequence = stop }
        if let logprobs { choice.logprobs = logprobs }
        if !unknown.isEmpty { choice.additionalFields = unknown }
        if let finishReason, !finishReason.isEmpty {
            hasError = hasError || finishReason.isErrorWord(in: bytes)
            choice.finishReason = FinishReason(rawValue: finishReason.string(in: bytes))
        }
        foundError = foundError || hasError
        return choice
    }

    /// Reads a `delta` or a `message`; null, and anything else that is no object, leaves it as it is.
    private mutating func readMessage(into delta: inout ChoiceDelta, in bytes: Span<UInt8>) throws(JSONError) {
        guard try scanner.beginObjectIfPresent(in: bytes) else { return }
        var reasoning = ReasoningFields()
        var functionCall: ToolCallDelta?
        var unknown: [String: JSONValue] = [:]
        let keys = MessageKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .role: delta.role = try text(in: bytes).map(Role.init(rawValue:))
            case .content:
                let others = try readContent(into: &delta, in: bytes)
                if !others.isEmpty { unknown[MessageKey.content.rawValue] = .array(others) }
            case .refusal: delta.refusal = try text(in: bytes) ?? delta.refusal
            case .reasoning: reasoning.reasoning = try text(in: bytes)
            case .reasoningContent: reasoning.reasoningContent = try text(in: bytes)
            case .reasoningDetails: reasoning.details = try list(in: bytes)
            case .toolCalls: delta.toolCalls = try scanner.toolCalls(in: bytes)
            case .functionCall: functionCall = try scanner.functionCall(in: bytes)
            case .audio: if let audio = try scanner.audio(in: bytes) { delta.audio = audio }
            case .annotations:
                let annotations = try list(in: bytes)
                if !annotations.isEmpty { delta.annotations = annotations.map(Annotation.init(json:)) }
            case nil: try scanner.readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        if !unknown.isEmpty { delta.messageFields = unknown }
        if let functionCall { delta.toolCalls.append(functionCall) }
        delta.reasoning = reasoning.text
        if let signature = reasoning.signature { delta.reasoningSignature = signature }
        delta.reasoningDetails = reasoning.details
    }

    /// A text; nil when it is empty.
    private mutating func text(in bytes: Span<UInt8>) throws(JSONError) -> String? {
        guard let text = try scanner.textIfPresent(in: bytes), !text.isEmpty else { return nil }
        return text.string(in: bytes)
    }

    /// Reads a text, or a list of parts, whose texts are joined; returns the parts of other kinds where they are kept.
    private mutating func readContent(
        into delta: inout ChoiceDelta, in bytes: Span<UInt8>
    ) throws(JSONError) -> [JSONValue] {
        guard try scanner.kind(in: bytes) == .array else {
            let content = try scanner.textIfPresent(in: bytes)
            onlyContent = hasContent ? nil : content
            delta.text = content?.string(in: bytes) ?? ""
            hasContent = true
            return []
        }
        hasContent = true
        var others: [JSONValue] = []
        try scanner.beginArray(in: bytes)
        while try scanner.nextElement(in: bytes) {
            guard try scanner.kind(in: bytes) == .object else {
                delta.text += try text(in: bytes) ?? ""
                continue
            }
            var part = scanner
            if try !readPart(into: &delta, in: bytes), unknownFields.areKept {
                others.append(try part.value(in: bytes, depth: unknownFields.maximumDepth, rule: .readAsNull))
            }
        }
        return others
    }

    /// Reads a part of the content; tells whether it is a text or a refusal.
    private mutating func readPart(into delta: inout ChoiceDelta, in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        var isKnown = false
        try scanner.beginObject(in: bytes)
        let keys = ContentPartKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            guard let key = keys.key(for: name, in: bytes) else {
                try scanner.skipValue(in: bytes)
                continue
            }
            isKnown = true
            let piece = try text(in: bytes) ?? ""
            switch key {
            case .text: delta.text += piece
            case .refusal where !piece.isEmpty: delta.refusal = (delta.refusal ?? "") + piece
            case .refusal: break
            }
        }
        return isKnown
    }

    /// A list whose elements are kept as they are.
    private mutating func list(in bytes: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        guard try scanner.kind(in: bytes) == .array else {
            try scanner.skipValue(in: bytes)
            return []
        }
        return try scanner.value(in: bytes, depth: unknownFields.maximumDepth).arrayValue ?? []
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
