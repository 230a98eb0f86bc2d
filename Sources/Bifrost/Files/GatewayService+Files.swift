internal import HTTPTransport
internal import LLM

extension GatewayService {
    /// A call about files or batches, with the provider where the flavour looks for it.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - path: The path's components; ids are percent-encoded.
    ///   - query: Further parts of the query.
    ///   - options: The provider and the call's settings.
    ///   - streamed: Whether the answer is read as it arrives.
    /// - Returns: The call.
    /// - Throws: `LLMError.Code.configuration` for what cannot be sent, such as an id that is a step in a path.
    func files(
        _ method: String, _ path: [String], query: [(name: String, value: String)] = [], _ options: FileOptions,
        streamed: Bool = false
    ) throws(LLMError) -> GatewayCall {
        guard path.allSatisfy({ !$0.isEmpty }) else { throw LLMError(.configuration, "the id is missing") }
        guard path.allSatisfy(\.isPathComponent) else {
            throw LLMError(.configuration, "an id must not be \".\" or \"..\": the path would lead elsewhere")
        }
        let provider = try provider(options)
        var query = query
        if baseURL.flavour == .native, let provider { query.append(("provider", provider)) }
        return try call(
            EndpointRequest(
                method, path: path.map { "/" + $0.percentEncoded }.joined(), query: query,
                accept: streamed ? "*/*" : nil, fields: dropInFields(provider), gateway: options.gateway,
                limits: options.limits, streamed: streamed))
    }

    /// Completes a request that makes something: the drop-in reads the provider in a header field, the native interface
    /// in the body.
    func call(_ request: FieldRequest, _ options: FileOptions, isForm: Bool) throws(LLMError) -> GatewayCall {
        var request = request
        let provider = try provider(options)
        if baseURL.flavour == .native, let provider { try request.require("provider", .string(provider)) }
        var endpoint = isForm ? try request.form() : try request.json(baseURL.flavour, GatewayOptions())
        endpoint.fields += dropInFields(provider)
        endpoint.repetition = .whenNotExecuted
        return try call(endpoint)
    }

    private func dropInFields(_ provider: String?) -> [(name: String, value: String)] {
        guard baseURL.flavour == .dropIn, let provider else { return [] }
        return [("x-model-provider", provider)]
    }

    /// The provider of the options, or the one that the model's name begins with.
    private func provider(_ options: FileOptions) throws(LLMError) -> String? {
        let halves = config.model.split(separator: "/", maxSplits: 1)
        let provider = options.provider ?? (halves.count == 2 ? String(halves[0]) : nil)
        guard HTTPFieldRules.isValue(provider ?? ""), provider != "" else {
            throw LLMError(.configuration, "the provider is empty or has a control character in it")
        }
        return provider
    }
}
