/// A request with a JSON body that names a model, read as the gateway reads it.
struct ModelRequest: Sendable {
    let body: JSONValue
    let flavour: Flavour
    let provider: String
    let model: String
    /// The request's position, from which ids are made.
    let serial: Int
    /// The gateway's word for the kind of call, such as `embedding`.
    let requestType: String
    let release: EmbeddedGateway.Release

    var isStream: Bool { body["stream"]?.bool ?? false }

    var context: GatewayFailure.Context {
        .init(provider: provider, model: model, requestType: requestType, release: release)
    }

    /// The answer's `extra_fields`.
    var extraFields: JSONValue {
        let isNew = release == .newer
        return [
            "request_type": .string(requestType), "provider": .string(provider),
            "model_requested": isNew ? nil : .string(model), "original_model_requested": isNew ? .string(model) : nil,
            "resolved_model_used": isNew ? .string(model) : nil, "latency": 0, "chunk_index": 0,
        ]
    }

    /// The header fields that say who answered; the oldest releases have none.
    var headers: [(name: String, value: String)] {
        guard release != .older else { return [] }
        return [
            ("x-bifrost-provider", provider), ("x-bifrost-original-model", model),
            ("x-bifrost-resolved-model", model), ("x-bifrost-request-type", requestType),
        ]
    }

    /// A text of the body; anything else is refused in the flavour's words.
    func text(_ name: String, _ problem: String) throws(GatewayFailure) -> String {
        guard let text = body[name]?.string, !text.isEmpty else { throw refusal(problem) }
        return text
    }

    /// What the gateway refuses itself: 400 on native paths and 500 on drop-in paths.
    func refusal(_ problem: String) -> GatewayFailure { GatewayFailure(message: problem) }
}
