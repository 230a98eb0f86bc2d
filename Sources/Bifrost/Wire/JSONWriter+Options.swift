internal import LLM

extension JSONWriter {
    mutating func streaming(unless extra: ExtraFields) {
        member("stream", true)
        guard !extra.contains("stream_options") else { return }
        key("stream_options")
        beginObject()
        member("include_usage", true)
        endObject()
    }

    /// How the model chooses its tokens, and how many.
    mutating func sampling(_ options: GenerateOptions, unless extra: ExtraFields) throws(JSONError) {
        try optional("temperature", options.temperature, unless: extra)
        // Both names mean the same limit, so the older one in the extra fields takes the place of the newer one.
        if !extra.contains("max_tokens") { optional("max_completion_tokens", options.maxTokens, unless: extra) }
        try optional("top_p", options.topP, unless: extra)
        try optional("presence_penalty", options.presencePenalty, unless: extra)
        try optional("frequency_penalty", options.frequencyPenalty, unless: extra)
        optional("seed", options.seed, unless: extra)
        guard !options.stopSequences.isEmpty, !extra.contains("stop") else { return }
        // Always a list: the gateway refuses a single text.
        try member("stop", .array(options.stopSequences.map(JSONValue.string)))
    }

    /// What the answer looks like, and for whom it is.
    mutating func form(_ options: GenerateOptions, unless extra: ExtraFields) throws(JSONError) {
        if let format = options.responseFormat, !extra.contains("response_format") {
            try member("response_format", format.json)
        }
        // The gateway refuses its own and OpenAI's name for the effort side by side.
        if let effort = options.reasoningEffort, !extra.contains("reasoning"), !extra.contains("reasoning_effort") {
            try member("reasoning", ["effort": .string(effort.rawValue)])
        }
        if let user = options.user, !extra.contains("user") { member("user", user) }
    }

    mutating func tools(
        _ tools: [ToolDefinition], _ options: GenerateOptions, unless extra: ExtraFields
    ) throws(JSONError) {
        if !tools.isEmpty, !extra.contains("tools") { try member("tools", .array(tools.map(\.json))) }
        if let choice = options.toolChoice, !extra.contains("tool_choice") { try member("tool_choice", choice.json) }
        if let parallel = options.parallelToolCalls, !extra.contains("parallel_tool_calls") {
            member("parallel_tool_calls", parallel)
        }
    }

    private mutating func optional(_ name: String, _ value: Double?, unless extra: ExtraFields) throws(JSONError) {
        if let value, !extra.contains(name) { try member(name, .number(value)) }
    }

    private mutating func optional(_ name: String, _ value: Int?, unless extra: ExtraFields) {
        guard let value, !extra.contains(name) else { return }
        key(name)
        integer(value)
    }
}

extension ResponseFormat {
    fileprivate var json: JSONValue {
        switch self {
        case .text: return ["type": "text"]
        case .jsonObject: return ["type": "json_object"]
        case .jsonSchema(let format):
            var schema: JSONValue = [
                "name": .string(format.name.isEmpty ? "response_schema" : format.name), "schema": format.schema,
            ]
            schema["description"] = format.description.map(JSONValue.string)
            schema["strict"] = format.strict.map(JSONValue.bool)
            return ["type": "json_schema", "json_schema": schema]
        }
    }
}

extension ToolDefinition {
    fileprivate var json: JSONValue {
        // Some providers want a schema even of a tool that takes nothing.
        var function: JSONValue = [
            "name": .string(name), "parameters": parameters ?? ["type": "object", "properties": [:]],
        ]
        function["description"] = description.map(JSONValue.string)
        function["strict"] = strict.map(JSONValue.bool)
        return ["type": "function", "function": function]
    }
}

extension ToolChoice {
    fileprivate var json: JSONValue {
        switch self {
        case .auto: "auto"
        case .none: "none"
        case .required: "required"
        case .tool(let name): ["type": "function", "function": ["name": .string(name)]]
        }
    }
}
