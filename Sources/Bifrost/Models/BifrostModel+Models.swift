internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// The models that the gateway can reach (`GET /models`), page after page; nothing is sent before the first one is
    /// asked for.
    ///
    /// - Parameters:
    ///   - provider: The provider whose models are asked for, such as `openai`. Nil asks for those of all providers,
    ///     which the gateway asks in one go: that is slow, and some may fail (``ModelPage/keyStatuses``).
    ///   - pageSize: The most models of a page, at least one. Nil leaves it to the gateway; the drop-in has no pages.
    ///   - options: Settings of the calls.
    /// - Returns: The pages.
    public func models(
        provider: String? = nil, pageSize: Int? = nil, options: ModelListOptions = ModelListOptions()
    ) -> ModelPages {
        ModelPages { token in
            try await modelPage(token: token, provider: provider, pageSize: pageSize, options: options)
        }
    }

    /// One page of the models that the gateway can reach (`GET /models`).
    ///
    /// - Parameters:
    ///   - token: The ``ModelPage/nextPageToken`` of the page before. Nil asks for the first page.
    ///   - provider: The provider whose models are asked for. Nil asks for those of all providers.
    ///   - pageSize: The most models of a page, at least one. Nil leaves it to the gateway.
    ///   - options: Settings of the call.
    /// - Returns: The page.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func modelPage(
        token: String? = nil,
        provider: String? = nil,
        pageSize: Int? = nil,
        options: ModelListOptions = ModelListOptions()
    ) async throws -> ModelPage {
        let list = ModelList(token: token, provider: provider, pageSize: pageSize, options: options)
        let call = try service.call(list.request(flavour: service.baseURL.flavour))
        return try await call.json { (json, metadata) throws(LLMError) in
            try ModelPage(json: json, metadata: metadata, errors: call.errors)
        }
    }
}

/// What is asked of the list.
private struct ModelList {
    let token: String?
    let provider: String?
    let pageSize: Int?
    let options: ModelListOptions

    func request(flavour: GatewayFlavour) throws(LLMError) -> EndpointRequest {
        try RequestValidation.require(pageSize ?? 1 >= 1, "a page of models has at least one")
        try RequestValidation.require(provider != "", "the provider of the models is empty; nil asks for all")
        try RequestValidation.require(
            provider.map(HTTPFieldRules.isValue) ?? true, "the provider of the models has a control character")
        var query = options.query
        // The drop-in lists the models of one provider unless it is told otherwise.
        var fields: [(name: String, value: String)] = []
        switch flavour {
        case .native:
            query["provider"] = provider ?? query["provider"]
            query["page_size"] = pageSize.map(String.init) ?? query["page_size"]
            query["page_token"] = token ?? query["page_token"]
        case .dropIn:
            // Releases differ in the name that they look for.
            fields = ["x-bf-model-provider", "x-bf-list-models-provider"].map { ($0, provider ?? "all") }
        }
        return EndpointRequest(
            "GET", path: "/models", query: query.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            fields: fields, gateway: options.gateway, limits: options.limits)
    }
}
