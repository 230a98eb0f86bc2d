import LLM

/// A tool as it stands in OpenAI's request JSON: `{"type": "function", "function": {…}}`.
struct OpenAITool: OpenAIListed {
    static let listKey = "tools"

    let definition: ToolDefinition

    private enum CodingKeys: CodingKey {
        case type, function
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let type = try container.decode(String.self, forKey: .type)
        guard type == "function" else {
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "a tool of type \"\(type)\" is not supported")
        }
        definition = try container.decode(ToolDefinition.self, forKey: .function)
    }
}
