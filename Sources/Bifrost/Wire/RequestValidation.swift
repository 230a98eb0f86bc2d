internal import LLM

/// Finds what cannot be sent before anything is.
enum RequestValidation {
    static func check(
        model: String, messages: [Message], tools: [ToolDefinition], options: GenerateOptions
    ) throws(LLMError) {
        try require(!model.isEmpty, "the model is missing")
        try require(!messages.isEmpty, "there are no messages")
        for message in messages { try check(message) }
        try check(tools, options.toolChoice)
        try check(options)
    }

    private static func check(_ message: Message) throws(LLMError) {
        try require(!message.role.rawValue.isEmpty, "a message has no role")
        try require(message.toolCalls.allSatisfy { !$0.id.isEmpty }, "a tool call has no id")
        try require(message.toolCalls.allSatisfy { !$0.name.isEmpty }, "a tool call has no name")
        guard message.role == .tool else { return }
        try require(message.toolCallID?.isEmpty == false, "a tool's message lacks the id of the call it answers")
    }

    private static func check(_ tools: [ToolDefinition], _ choice: ToolChoice?) throws(LLMError) {
        var names: Set<String> = []
        for tool in tools {
            try require(!tool.name.isEmpty, "a tool has no name")
            try require(names.insert(tool.name).inserted, "two tools are named \"\(tool.name)\"")
        }
        if case .tool(let name)? = choice {
            try require(names.contains(name), "the chosen tool \"\(name)\" is not among the tools")
        }
    }

    private static func check(_ options: GenerateOptions) throws(LLMError) {
        let numbers = [
            ("temperature", options.temperature), ("topP", options.topP),
            ("presencePenalty", options.presencePenalty), ("frequencyPenalty", options.frequencyPenalty),
        ]
        for (name, value) in numbers { try require(value?.isFinite ?? true, "\(name) is not a finite number") }
        try require(options.maxTokens ?? 1 > 0, "maxTokens must be more than zero")
        for name in ["model", "messages", "stream"] {
            try require(options.extraFields[name] == nil, "extraFields must not contain \"\(name)\"")
        }
    }

    private static func require(_ condition: Bool, _ message: String) throws(LLMError) {
        if !condition { throw LLMError(.configuration, message) }
    }
}
