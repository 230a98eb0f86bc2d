import Bifrost
import LLM

extension JSONOutput {
    /// The line of an event of a response: only the keys that carry something; nil for what a script has no use for.
    static func event(_ event: ResponseEvent) -> JSONOutput? {
        switch event {
        case .outputTextDelta(let piece): delta("delta", piece)
        case .refusalDelta(let piece): delta("refusal", piece)
        case .reasoningSummaryTextDelta(let piece): delta("reasoning", piece)
        case .functionCallArgumentsDelta(let piece): delta("arguments", piece)
        case .customToolCallInputDelta(let piece): delta("input", piece)
        default: nil
        }
    }

    private static func delta(_ name: String, _ piece: ResponseEvent.Payload<String>) -> JSONOutput {
        var fields = [Field(key: "type", value: "chunk"), Field(key: name, value: .string(piece.value))]
        if let id = piece.itemID { fields.append(Field(key: "item_id", value: .string(id))) }
        return .object(fields)
    }

    /// The last line of a response.
    static func response(_ response: Response) -> JSONOutput {
        let summary = response.reasoningSummaries.joined(separator: "\n\n")
        return [
            "type": "response",
            "id": .string(response.id),
            "status": .string(response.status?.rawValue),
            "text": .string(response.outputText),
            "reasoning": summary.isEmpty ? nil : .string(summary),
            "refusal": .string(response.refusal),
            "tool_calls": .array(response.toolCalls.map(toolCall)),
            "incomplete_reason": .string(response.incompleteReason),
            "usage": response.usage.map(usage) ?? nil,
            "model": .string(response.model),
            "previous_response_id": .string(response.previousResponseID),
            "metrics": metrics(response.metadata),
        ]
    }
}
