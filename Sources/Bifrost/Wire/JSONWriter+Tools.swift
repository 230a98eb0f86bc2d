internal import LLM

extension JSONWriter {
    mutating func tools(
        _ tools: [ToolDefinition], _ options: GenerateOptions, unless extra: ExtraFields
    ) throws(JSONError) {
        if !tools.isEmpty { try optional("tools", .array(tools.map(\.json)), unless: extra) }
        if let choice = options.toolChoice { try optional("tool_choice", choice.json(among: tools), unless: extra) }
        optional("parallel_tool_calls", options.parallelToolCalls, unless: extra)
    }
}

extension ToolDefinition {
    fileprivate var json: JSONValue {
        if let inputFormat { return custom(inputFormat) }
        // Some providers want a schema even of a tool that takes nothing.
        let function = JSONValue.members([
            "name": .string(name), "parameters": parameters ?? ["type": "object", "properties": [:]],
            "description": .string(description), "strict": strict.map { .bool($0) },
        ])
        return .members(["type": "function", "function": function, "cache_control": cacheControl?.json])
    }

    private func custom(_ format: CustomToolFormat) -> JSONValue {
        let tool = JSONValue.members([
            "name": .string(name), "description": .string(description), "format": format.json,
        ])
        return .members(["type": "custom", "custom": tool, "cache_control": cacheControl?.json])
    }

    /// How a choice refers to it.
    fileprivate var reference: JSONValue {
        let type = inputFormat == nil ? "function" : "custom"
        return ["type": .string(type), .init(type): ["name": .string(name)]]
    }
}

extension CustomToolFormat {
    fileprivate var json: JSONValue {
        switch self {
        case .text: ["type": "text"]
        case .grammar(let definition, let syntax):
            [
                "type": "grammar",
                "grammar": ["definition": .string(definition), "syntax": .string(syntax.rawValue)],
            ]
        }
    }
}

extension CacheControl {
    var json: JSONValue {
        .members(["type": "ephemeral", "ttl": .string(ttl?.rawValue), "scope": .string(scope?.rawValue)])
    }
}

extension ToolChoice {
    fileprivate func json(among tools: [ToolDefinition]) -> JSONValue {
        // A tool that is not bound here can only be a function of the extra fields.
        func reference(_ name: String) -> JSONValue {
            (tools.first { $0.name == name } ?? ToolDefinition(name: name)).reference
        }
        return switch self {
        case .auto: "auto"
        case .none: "none"
        case .required: "required"
        case .any: "any"
        case .tool(let name): reference(name)
        case .allowed(let names, let mode):
            [
                "type": "allowed_tools",
                "allowed_tools": ["mode": .string(mode.rawValue), "tools": .array(names.map(reference))],
            ]
        }
    }
}
