/// `models`: the native list has pages and no `object`; the drop-in list is OpenAI's, with an empty `object`.
struct ModelsEndpoint: Sendable {
    let configuration: EmbeddedGateway.Configuration
    let request: RecordedRequest

    func script(_ flavour: Flavour) -> Script {
        switch flavour {
        case .native: .json(native)
        case .dropIn: .json(dropIn)
        }
    }

    private static let created = 1_767_225_600

    private static let contextLength = 128_000

    private func parts(of model: String) -> (provider: String, name: String) {
        let halves = model.split(separator: "/", maxSplits: 1).map(String.init)
        return (halves.first ?? "", halves.last ?? "")
    }

    private func models(of provider: String?) -> [String] {
        configuration.models.filter { provider == nil || parts(of: $0).provider == provider }
    }

    /// A page token is the position at which the page begins.
    private var native: JSONValue {
        let models = models(of: request.query("provider"))
        let start = min(request.query("page_token").flatMap { Int($0) }.map { max(0, $0) } ?? 0, models.count)
        let size = request.query("page_size").flatMap { Int($0) }.map { max(1, $0) } ?? models.count
        let end = min(start + size, models.count)
        return [
            "data": .array(models[start..<end].map(nativeEntry)),
            "next_page_token": end < models.count ? .string(String(end)) : nil,
            "extra_fields": ["request_type": "list_models", "provider": "", "latency": 0, "chunk_index": 0],
        ]
    }

    private func nativeEntry(_ model: String) -> JSONValue {
        let (provider, name) = parts(of: model)
        return [
            "id": .string(model), "name": .string(name), "created": .integer(Self.created),
            "context_length": .integer(Self.contextLength), "owned_by": .string(provider),
        ]
    }

    /// OpenAI's models only, unless a header asks for another provider's or for all.
    private var dropIn: JSONValue {
        let wanted = request.values(of: "x-bf-model-provider").first ?? "openai"
        let entries = models(of: wanted == "all" ? nil : wanted).map { model -> JSONValue in
            [
                "id": .string(model), "object": "model", "owned_by": .string(parts(of: model).provider),
                "created": .integer(Self.created),
            ]
        }
        return ["object": "", "data": .array(entries)]
    }
}
