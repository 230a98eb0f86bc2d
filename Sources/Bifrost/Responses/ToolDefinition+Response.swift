internal import LLM

extension ToolDefinition {
    /// The tool as a request for a response has it: without an object of its own for the function.
    var flatJSON: JSONValue {
        guard let inputFormat else {
            // Some providers want a schema even of a tool that takes nothing.
            return .members([
                "type": "function", "name": .string(name), "description": .string(description),
                "parameters": parameters ?? ["type": "object", "properties": [:]],
                "strict": strict.map { .bool($0) }, "cache_control": cacheControl?.json,
            ])
        }
        return .members([
            "type": "custom", "name": .string(name), "description": .string(description),
            "format": inputFormat.flatJSON, "cache_control": cacheControl?.json,
        ])
    }

    /// How a choice refers to it.
    fileprivate var flatReference: JSONValue {
        ["type": inputFormat == nil ? "function" : "custom", "name": .string(name)]
    }
}

extension CustomToolFormat {
    fileprivate var flatJSON: JSONValue {
        switch self {
        case .text: ["type": "text"]
        case .grammar(let definition, let syntax):
            ["type": "grammar", "definition": .string(definition), "syntax": .string(syntax.rawValue)]
        }
    }
}

extension ToolChoice {
    /// The choice as a request for a response has it.
    func flatJSON(among tools: [ToolDefinition]) -> JSONValue {
        // A tool that is not on offer here can only be a function of the extra fields.
        func reference(_ name: String) -> JSONValue {
            (tools.first { $0.name == name } ?? ToolDefinition(name: name)).flatReference
        }
        return switch self {
        case .auto: "auto"
        case .none: "none"
        case .required: "required"
        case .any: "any"
        case .tool(let name): reference(name)
        case .allowed(let names, let mode):
            ["type": "allowed_tools", "mode": .string(mode.rawValue), "tools": .array(names.map(reference))]
        }
    }
}

extension ResponseFormat {
    /// The format as a request for a response has it.
    var flatJSON: JSONValue {
        switch self {
        case .text: ["type": "text"]
        case .jsonObject: ["type": "json_object"]
        case .jsonSchema(let format):
            .members([
                "type": "json_schema", "name": .string(format.name.isEmpty ? "response_schema" : format.name),
                "description": .string(format.description), "schema": format.schema,
                "strict": format.strict.map { .bool($0) },
            ])
        }
    }
}
