import Bifrost

extension JSONOutput {
    /// The line of a model.
    static func model(_ model: ModelInfo) -> JSONOutput {
        [
            "type": "model",
            "id": .string(model.id),
            "name": .string(model.name),
            "owner": .string(model.owner),
            "created": .integer(model.created),
            "context_length": .integer(model.contextLength),
            "max_input_tokens": .integer(model.maxInputTokens),
            "max_output_tokens": .integer(model.maxOutputTokens),
            "pricing": model.pricing.map { pricing in
                ["prompt": .string(pricing.prompt?.text), "completion": .string(pricing.completion?.text)]
            } ?? nil,
        ]
    }

    /// The line after the last model.
    static func models(count: Int, _ statuses: [ModelPage.KeyStatus]) -> JSONOutput {
        ["type": "models", "count": .integer(count), "key_statuses": .array(statuses.map(keyStatus))]
    }

    private static func keyStatus(_ status: ModelPage.KeyStatus) -> JSONOutput {
        [
            "provider": .string(status.provider),
            "key_id": .string(status.keyID),
            "status": .string(status.status?.rawValue),
            "message": .string(status.message),
        ]
    }
}
