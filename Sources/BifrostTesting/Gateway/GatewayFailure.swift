/// An error in the gateway's own terms, before it becomes an envelope.
struct GatewayFailure: Error, Sendable {
    /// `status_code`; nil leaves it out and lets the flavour decide the HTTP status.
    var status: Int?
    /// The gateway itself failed, and not the request, a policy or the provider.
    var isBifrostError = false
    /// The top-level `type`, in which governance names its decision.
    var decision: String?
    var type: String?
    var code: String?
    var message: String
    var headers: [(name: String, value: String)] = []

    /// What the envelope's `extra_fields` say about the request; nil before the model is known.
    struct Context: Sendable {
        var provider: String
        var model: String
        var requestType: String
        var release: EmbeddedGateway.Release
    }

    func envelope(_ context: Context?) -> JSONValue {
        let model = context.map { JSONValue.string($0.model) }
        let isNew = context?.release == .newer
        let extra: JSONValue = [
            "provider": context.map { .string($0.provider) },
            "model_requested": isNew ? nil : model,
            "original_model_requested": isNew ? model : nil,
            "resolved_model_used": isNew ? model : nil,
            "request_type": context.map { .string($0.requestType) },
        ]
        return [
            "type": decision.map(JSONValue.string),
            "is_bifrost_error": .bool(isBifrostError),
            "status_code": status.map(JSONValue.integer),
            "error": [
                "type": type.map(JSONValue.string), "code": code.map(JSONValue.string), "message": .string(message),
            ],
            "extra_fields": extra,
        ]
    }

    func httpStatus(_ flavour: Flavour) -> Int {
        status ?? (flavour == .dropIn || isBifrostError ? 500 : 400)
    }

    func script(_ flavour: Flavour, _ context: Context?) -> Script {
        var script = Script.json(envelope(context), status: httpStatus(flavour))
        script.headers += headers
        return script
    }
}

extension GatewayFailure {
    /// What a stream says whose provider has too much to do.
    static let upstreamOverloaded = GatewayFailure(
        status: 529, type: "overloaded_error", message: "Upstream overloaded")
}
