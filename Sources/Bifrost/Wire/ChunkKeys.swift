/// The fields of a chunk, and of a whole answer, that are read; the first ones are found fastest.
enum ChunkKey: String, CaseIterable {
    case id, choices, created, model, object
    case extraFields = "extra_fields"
    case usage
    case systemFingerprint = "system_fingerprint"
    case serviceTier = "service_tier"
    case error, citations, videos
    case searchResults = "search_results"

    static let keys = WireKeys<Self>()
}

enum ExtraFieldsKey: String, CaseIterable {
    case provider

    static let keys = WireKeys<Self>()
}

enum ChoiceKey: String, CaseIterable {
    case index, delta, logprobs
    case finishReason = "finish_reason"
    case message, error, stop

    static let keys = WireKeys<Self>()
}

/// The fields of a `delta` and of a `message`.
enum MessageKey: String, CaseIterable {
    case role, content, refusal, reasoning
    case reasoningContent = "reasoning_content"
    case reasoningDetails = "reasoning_details"
    case toolCalls = "tool_calls"
    case functionCall = "function_call"
    case audio, annotations

    static let keys = WireKeys<Self>()
}

enum ContentPartKey: String, CaseIterable {
    case text, refusal

    static let keys = WireKeys<Self>()
}

enum ToolCallKey: String, CaseIterable {
    case index, id, function, custom

    static let keys = WireKeys<Self>()
}

/// The fields of a `function` and of a `custom`.
enum FunctionKey: String, CaseIterable {
    case name, arguments, input

    static let keys = WireKeys<Self>()
}

enum AudioKey: String, CaseIterable {
    case id, data, transcript
    case expiresAt = "expires_at"

    static let keys = WireKeys<Self>()
}

enum LogprobsKey: String, CaseIterable {
    case content, refusal

    static let keys = WireKeys<Self>()
}

enum TokenLogprobKey: String, CaseIterable {
    case token, logprob, bytes
    case topLogprobs = "top_logprobs"

    static let keys = WireKeys<Self>()
}
