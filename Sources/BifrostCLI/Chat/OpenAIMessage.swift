import LLM

/// A message as it stands in OpenAI's request JSON.
struct OpenAIMessage: OpenAIListed {
    static let listKey = "messages"

    let message: Message

    private enum CodingKeys: String, CodingKey {
        case role, content, name, refusal, reasoning
        case toolCalls = "tool_calls"
        case toolCallID = "tool_call_id"
        case reasoningContent = "reasoning_content"
        case reasoningDetails = "reasoning_details"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = Message(
            role: try container.decode(Role.self, forKey: .role),
            content: try container.decodeIfPresent(OpenAIContent.self, forKey: .content)?.parts ?? [],
            name: try container.decodeIfPresent(String.self, forKey: .name),
            toolCalls: try container.decodeIfPresent([OpenAIToolCall].self, forKey: .toolCalls)?.map(\.call) ?? [],
            toolCallID: try container.decodeIfPresent(String.self, forKey: .toolCallID),
            refusal: try container.decodeIfPresent(String.self, forKey: .refusal),
            reasoning: try container.decodeIfPresent(String.self, forKey: .reasoningContent)
                ?? container.decodeIfPresent(String.self, forKey: .reasoning),
            reasoningDetails: try container.decodeIfPresent([JSONValue].self, forKey: .reasoningDetails) ?? []
        )
    }
}

/// `{"id", "type": "function", "function": {"name", "arguments"}}`, the arguments being JSON text, or
/// `{"id", "type": "custom", "custom": {"name", "input"}}`.
private struct OpenAIToolCall: Decodable {
    struct Function: Decodable {
        var name: String
        var arguments: String
    }

    struct Custom: Decodable {
        var name: String
        var input: String
    }

    private enum CodingKeys: CodingKey {
        case id, function, custom
    }

    let call: ToolCall

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let id = try container.decode(String.self, forKey: .id)
        if let custom = try container.decodeIfPresent(Custom.self, forKey: .custom) {
            call = ToolCall(id: id, name: custom.name, arguments: custom.input, isCustom: true)
        } else {
            let function = try container.decode(Function.self, forKey: .function)
            call = ToolCall(id: id, name: function.name, arguments: function.arguments)
        }
    }
}
