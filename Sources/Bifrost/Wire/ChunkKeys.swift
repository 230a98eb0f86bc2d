/// The fields of a chunk, and of a whole answer, that are read.
enum ChunkKey: String, CaseIterable {
    case id, object, model, choices, usage, error
    case extraFields = "extra_fields"

    static let keys = WireKeys<Self>()
}

enum ExtraFieldsKey: String, CaseIterable {
    case provider

    static let keys = WireKeys<Self>()
}

enum ChoiceKey: String, CaseIterable {
    case index, delta, message, error
    case finishReason = "finish_reason"

    static let keys = WireKeys<Self>()
}

/// The fields of a `delta` and of a `message`.
enum MessageKey: String, CaseIterable {
    case role, content, refusal, reasoning
    case reasoningContent = "reasoning_content"
    case reasoningDetails = "reasoning_details"
    case toolCalls = "tool_calls"
    case functionCall = "function_call"

    static let keys = WireKeys<Self>()
}

enum ContentPartKey: String, CaseIterable {
    case text

    static let keys = WireKeys<Self>()
}

enum ToolCallKey: String, CaseIterable {
    case index, id, function

    static let keys = WireKeys<Self>()
}

enum FunctionKey: String, CaseIterable {
    case name, arguments

    static let keys = WireKeys<Self>()
}

enum UsageKey: String, CaseIterable {
    case input = "prompt_tokens"
    case output = "completion_tokens"
    case total = "total_tokens"
    case inputDetails = "prompt_tokens_details"
    case outputDetails = "completion_tokens_details"

    static let keys = WireKeys<Self>()
}

enum UsageDetailsKey: String, CaseIterable {
    case cached = "cached_tokens"
    case cachedRead = "cached_read_tokens"
    case reasoning = "reasoning_tokens"

    static let keys = WireKeys<Self>()
}
