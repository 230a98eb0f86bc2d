/// What two calls must share to have the same answer: everything except how long they may take.
struct CacheKey: Hashable, Sendable {
    let call: ModelCall
    /// Swift takes texts for equal that are written differently, such as an accent in one scalar or in two; a model
    /// reads bytes.
    private let spelling: Int

    init(_ call: ModelCall) {
        var call = call
        call.options.limits = TimeLimits()
        call.options.responseCaching = .automatic
        self.call = call
        spelling = Spelling.digest(of: call)
    }
}

/// Digests the bytes of texts.
private struct Spelling {
    private var hasher = Hasher()

    static func digest(of call: ModelCall) -> Int {
        var spelling = Spelling()
        spelling.add(call.modelID)
        for message in call.messages { spelling.add(message) }
        for tool in call.tools ?? [] { spelling.add(tool) }
        for text in call.options.stopSequences { spelling.add(text) }
        return spelling.hasher.finalize()
    }

    private mutating func add(_ message: Message) {
        for part in message.content { add(part.text) }
        add(message.name)
        add(message.refusal)
        add(message.reasoning)
        add(message.toolCallID)
        for call in message.toolCalls {
            add(call.id)
            add(call.name)
            add(call.arguments)
        }
    }

    private mutating func add(_ tool: ToolDefinition) {
        add(tool.name)
        add(tool.description)
    }

    private mutating func add(_ text: String?) {
        for byte in (text ?? "").utf8 { hasher.combine(byte) }
        // No byte of UTF-8, so that neighbouring texts stay apart.
        hasher.combine(0xff as UInt8)
    }
}
