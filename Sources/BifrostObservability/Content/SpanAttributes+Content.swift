import LLM
import Tracing

// Spans have no structured attributes, so that contents are JSON texts, as the conventions say for that case.
extension SpanAttributes {
    mutating func capture(_ call: ModelCall) {
        let system = call.messages.filter(\.isInstruction).flatMap(\.parts)
        let others = call.messages.filter { !$0.isInstruction }.map(\.captured)
        if !system.isEmpty { set("gen_ai.system_instructions", value: .json(.array(system))) }
        set("gen_ai.input.messages", value: .json(.array(others)))
        guard let tools = call.tools, !tools.isEmpty else { return }
        set("gen_ai.tool.definitions", value: .json(.array(tools.map(\.captured))))
    }

    mutating func capture(_ response: ChatResponse) {
        let messages = response.choices.map { choice in
            JSONValue.object(
                choice.message.fields.merging(["finish_reason": .string(choice.finishReason?.rawValue ?? "")]) { $1 })
        }
        set("gen_ai.output.messages", value: .json(.array(messages)))
    }
}

extension SpanAttribute {
    fileprivate static func json(_ value: JSONValue) -> SpanAttribute? {
        (try? value.serializedText()).map { .string($0) }
    }
}

extension ToolDefinition {
    fileprivate var captured: JSONValue {
        var fields: [String: JSONValue] = ["type": "function", "name": .string(name)]
        fields["description"] = description.map { .string($0) }
        fields["parameters"] = parameters
        return .object(fields)
    }
}

extension Message {
    fileprivate var isInstruction: Bool { role == .system || role == .developer }

    fileprivate var captured: JSONValue { .object(fields) }

    fileprivate var fields: [String: JSONValue] { ["role": .string(role.rawValue), "parts": .array(parts)] }

    fileprivate var parts: [JSONValue] {
        if let toolCallID {
            return [["type": "tool_call_response", "id": .string(toolCallID), "response": .string(text)]]
        }
        let thoughts = reasoning.map { [["type": "reasoning", "content": .string($0)] as JSONValue] } ?? []
        return thoughts + content.map(\.captured) + toolCalls.map(\.captured)
    }
}

extension ContentPart {
    /// Media are named and not copied: a span is no place for megabytes.
    fileprivate var captured: JSONValue {
        switch content {
        case .text(let text), .refusal(let text): ["type": "text", "content": .string(text)]
        case .image: ["type": "blob", "modality": "image"]
        case .audio: ["type": "blob", "modality": "audio"]
        default: ["type": "file"]
        }
    }
}

extension ToolCall {
    fileprivate var captured: JSONValue {
        ["type": "tool_call", "id": .string(id), "name": .string(name), "arguments": .string(arguments)]
    }
}
