import LLM

/// A tool as it stands in OpenAI's request JSON: `{"type": "function", "function": {…}}`, or
/// `{"type": "custom", "custom": {"name", "description", "format"}}`, or with the inner object's fields beside the type,
/// as requests for responses have them.
struct OpenAITool: OpenAIListed {
    static let listKey = "tools"

    let definition: ToolDefinition

    private enum CodingKeys: String, CodingKey {
        case type, function, custom
        case cacheControl = "cache_control"
    }

    private struct Custom: Decodable {
        var name: String
        var description: String?
        var format: OpenAIToolFormat?
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let type = try container.decode(String.self, forKey: .type)
        var definition: ToolDefinition
        switch type {
        case "function":
            definition =
                try container.decodeIfPresent(ToolDefinition.self, forKey: .function) ?? ToolDefinition(from: decoder)
        case "custom":
            let custom = try container.decodeIfPresent(Custom.self, forKey: .custom) ?? Custom(from: decoder)
            definition = .custom(
                name: custom.name, description: custom.description, format: custom.format?.format ?? .text)
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "a tool of type \"\(type)\" is not supported")
        }
        definition.cacheControl = try container.decodeIfPresent(CacheControl.self, forKey: .cacheControl)
        self.definition = definition
    }
}

/// `{"type": "text"}` or `{"type": "grammar", "grammar": {"definition", "syntax"}}`, or without the inner object.
private struct OpenAIToolFormat: Decodable {
    let format: CustomToolFormat

    private enum CodingKeys: CodingKey {
        case type, grammar
    }

    private struct Grammar: Decodable {
        var definition: String
        var syntax: GrammarSyntax
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let isText = try container.decodeIfPresent(String.self, forKey: .type) == "text"
        let grammar =
            isText ? nil : try container.decodeIfPresent(Grammar.self, forKey: .grammar) ?? Grammar(from: decoder)
        format = grammar.map { .grammar(definition: $0.definition, syntax: $0.syntax) } ?? .text
    }
}
