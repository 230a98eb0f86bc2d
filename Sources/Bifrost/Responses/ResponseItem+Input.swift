public import LLM

extension ResponseItem {
    /// A message of several parts, such as text and pictures.
    ///
    /// - Parameters:
    ///   - role: Who speaks.
    ///   - content: The parts, in order; those of the assistant are written as output, all others as input.
    /// - Returns: The item.
    public static func message(_ role: Role, _ content: [ContentPart]) -> ResponseItem {
        let parts = content.map { $0.responsePart(isOutput: role == .assistant) }
        return ResponseItem(json: ["type": "message", "role": .string(role.rawValue), "content": .array(parts)])
    }

    /// A question or statement of the user.
    ///
    /// - Parameter text: What the user says.
    /// - Returns: The item.
    public static func user(_ text: String) -> ResponseItem { .message(.user, [.text(text)]) }

    /// A user's message of several parts.
    ///
    /// - Parameter parts: The parts, in order.
    /// - Returns: The item.
    public static func user(_ parts: [ContentPart]) -> ResponseItem { .message(.user, parts) }

    /// Instructions of the operator.
    ///
    /// - Parameter text: The instructions.
    /// - Returns: The item.
    public static func system(_ text: String) -> ResponseItem { .message(.system, [.text(text)]) }

    /// Instructions of the developer.
    ///
    /// - Parameter text: The instructions.
    /// - Returns: The item.
    public static func developer(_ text: String) -> ResponseItem { .message(.developer, [.text(text)]) }

    /// An earlier answer of the assistant, in words; an answer's own items can be sent back as they are.
    ///
    /// - Parameter text: What it said.
    /// - Returns: The item.
    public static func assistant(_ text: String) -> ResponseItem { .message(.assistant, [.text(text)]) }

    /// A tool call of an earlier turn.
    ///
    /// - Parameter call: The call.
    /// - Returns: The item.
    public static func toolCall(_ call: ToolCall) -> ResponseItem {
        ResponseItem(json: [
            "type": .string((call.isCustom ? Kind.customToolCall : .functionCall).rawValue),
            "call_id": .string(call.id), "name": .string(call.name),
            call.isCustom ? "input" : "arguments": .string(call.arguments),
        ])
    }

    /// What a function returned.
    ///
    /// - Parameters:
    ///   - output: The result as text; JSON is customary.
    ///   - callID: The ``callID`` of the call that is answered; the id of a `ToolCall`.
    /// - Returns: The item.
    public static func functionCallOutput(_ output: String, callID: String) -> ResponseItem {
        .output(.functionCallOutput, output, callID)
    }

    /// What a tool returned, be it a function or a custom tool.
    ///
    /// - Parameters:
    ///   - output: The result as text.
    ///   - call: The call that is answered.
    /// - Returns: The item.
    public static func output(_ output: String, of call: ToolCall) -> ResponseItem {
        .output(call.isCustom ? .customToolCallOutput : .functionCallOutput, output, call.id)
    }

    /// An item that the provider keeps.
    ///
    /// - Parameter id: The item's id.
    /// - Returns: The item.
    public static func reference(id: String) -> ResponseItem {
        ResponseItem(json: ["type": .string(Kind.itemReference.rawValue), "id": .string(id)])
    }

    private static func output(_ kind: Kind, _ output: String, _ callID: String) -> ResponseItem {
        ResponseItem(json: [
            "type": .string(kind.rawValue), "call_id": .string(callID), "output": .string(output),
        ])
    }
}

extension ContentPart {
    fileprivate func responsePart(isOutput: Bool) -> JSONValue {
        var part: JSONValue =
            switch content {
            case .text(let text): ["type": isOutput ? "output_text" : "input_text", "text": .string(text)]
            case .refusal(let text): ["type": "refusal", "refusal": .string(text)]
            case .image(let source, let detail):
                .members([
                    "type": "input_image", "image_url": .string(source.address), "detail": .string(detail?.rawValue),
                ])
            case .audio(let data, let format):
                [
                    "type": "input_audio",
                    "input_audio": .members(["data": .string(base64(data)), "format": .string(format?.rawValue)]),
                ]
            case .file(let file): file.responsePart
            }
        part["cache_control"] = cacheControl?.json
        part["citations"] = citationsEnabled.map { ["enabled": .bool($0)] }
        return part
    }
}

extension FileContent {
    fileprivate var responsePart: JSONValue {
        var part: JSONValue = ["type": "input_file"]
        for member in members { part[member.name] = .string(member.text) }
        return part
    }
}
