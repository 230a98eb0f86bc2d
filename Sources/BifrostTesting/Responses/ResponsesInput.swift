/// A request for a response in terms of a chat.
enum ResponsesInput {
    /// The messages of one turn: the instructions, and the input's items.
    static func messages(of body: JSONValue) -> [JSONValue] {
        let instructions = body["instructions"]?.string.map { text -> JSONValue in
            ["role": "system", "content": .string(text)]
        }
        let input = body["input"]
        let text = input?.string.map { text -> JSONValue in ["role": "user", "content": .string(text)] }
        return [instructions, text].compactMap(\.self) + (input?.array ?? []).compactMap(message)
    }

    private static func message(of item: JSONValue) -> JSONValue? {
        switch item["type"]?.string ?? "message" {
        case "message": ["role": item["role"], "content": item["content"]]
        case "function_call":
            call(item["call_id"], item["name"], item["arguments"])
        case "function_call_output":
            ["role": "tool", "tool_call_id": item["call_id"], "content": item["output"]]
        default: nil
        }
    }

    private static func call(_ id: JSONValue?, _ name: JSONValue?, _ arguments: JSONValue?) -> JSONValue {
        let call: JSONValue = ["id": id, "type": "function", "function": ["name": name, "arguments": arguments]]
        return ["role": "assistant", "content": .null, "tool_calls": [call]]
    }

    /// An answer as the next turn's request of a chat would have it.
    static func message(of answer: Answer) -> JSONValue {
        let calls = answer.toolCalls.map { call -> JSONValue in
            [
                "id": .string(call.id), "type": "function",
                "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
            ]
        }
        return [
            "role": "assistant", "content": .string(answer.text), "tool_calls": calls.isEmpty ? nil : .array(calls),
        ]
    }

    /// A chat's body with the same meaning.
    static func chat(_ body: JSONValue, _ messages: [JSONValue]) -> JSONValue {
        [
            "model": body["model"], "messages": .array(messages), "stream": body["stream"],
            "max_completion_tokens": body["max_output_tokens"], "temperature": body["temperature"],
            "top_p": body["top_p"], "reasoning": body["reasoning"], "fallbacks": body["fallbacks"],
            "parallel_tool_calls": body["parallel_tool_calls"], "metadata": body["metadata"], "user": body["user"],
            "tools": body["tools"]?.array.map { .array($0.compactMap(tool)) },
            "tool_choice": body["tool_choice"].map(choice), "response_format": body["text"]?["format"].map(format),
        ]
    }

    private static func tool(_ tool: JSONValue) -> JSONValue? {
        guard tool["type"] == "function" else { return nil }
        return ["type": "function", "function": tool]
    }

    private static func choice(_ choice: JSONValue) -> JSONValue {
        switch choice["type"]?.string {
        case "function": return ["type": "function", "function": ["name": choice["name"]]]
        case "allowed_tools":
            let tools = (choice["tools"]?.array ?? []).map { tool -> JSONValue in ["function": tool] }
            return ["allowed_tools": ["mode": choice["mode"], "tools": .array(tools)]]
        default: return choice
        }
    }

    private static func format(_ format: JSONValue) -> JSONValue { ["type": format["type"], "json_schema": format] }
}
