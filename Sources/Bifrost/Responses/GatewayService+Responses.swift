internal import LLM

extension GatewayService {
    /// Makes a request for a response, or for the count of its input's tokens.
    ///
    /// - Parameters:
    ///   - path: The endpoint.
    ///   - input: What is answered.
    ///   - tools: The tools that are bound to the model.
    ///   - options: The call's settings.
    ///   - streamed: Whether the answer is read as it arrives.
    ///   - flavour: The interface that is spoken.
    /// - Returns: The request.
    /// - Throws: ``LLMError/Code/configuration`` for what cannot be sent.
    func responseRequest(
        path: String = "/responses",
        _ input: ResponseInput,
        tools: [ToolDefinition],
        options: ResponseOptions,
        streamed: Bool,
        flavour: GatewayFlavour
    ) throws(LLMError) -> EndpointRequest {
        var options = options
        options.gateway = try settings(options.gateway).gateway
        let encoder = ResponseRequestEncoder(
            model: options.model ?? config.model, input: input, tools: options.tools ?? tools, options: options,
            isStream: streamed, flavour: flavour)
        var request = EndpointRequest(
            path: path, body: .json(try encoder.encoded()), gateway: options.gateway, limits: options.limits,
            streamed: streamed)
        request.passesExtraFields = !options.extraFields.isEmpty
        return request
    }
}
