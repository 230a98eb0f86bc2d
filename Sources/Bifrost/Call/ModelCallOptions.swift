import LLM

/// What the options of those endpoints have in common whose body is JSON that names a model.
protocol ModelCallOptions: Sendable {
    /// Fields of the body that the gateway knows by name; the drop-in takes all others under `extra_params`.
    static var gatewayFields: Set<String> { get }

    var model: String? { get }
    var extraFields: [String: JSONValue] { get }
    var gateway: GatewayOptions { get }
    var limits: TimeLimits { get }
}

extension GatewayService {
    /// Makes a request whose body is JSON that names a model.
    ///
    /// - Parameters:
    ///   - path: The path below the base.
    ///   - base: What comes before the path.
    ///   - options: The options of the call.
    ///   - streamed: Whether the answer is to be streamed.
    ///   - write: Writes what the endpoint has of its own, unless extra fields take its place.
    /// - Returns: The request.
    /// - Throws: ``LLMError/Code/configuration`` for what cannot be sent.
    func request<Options: ModelCallOptions>(
        _ path: String,
        base: EndpointRequest.Base = .configured,
        options: Options,
        streamed: Bool = false,
        _ write: (inout JSONWriter, ExtraFields) throws(JSONError) -> Void
    ) throws(LLMError) -> EndpointRequest {
        let model = options.model ?? config.model
        try RequestValidation.require(!model.isEmpty, "the model is missing")
        let fallbacks = try settings(options.gateway).gateway.fallbacks
        let flavour = base == .native ? .native : baseURL.flavour
        let extra = ExtraFields(options.extraFields, known: Options.gatewayFields, flavour: flavour)
        let body = try EndpointRequest.Body.json { (body) throws(JSONError) in
            body.optional("model", model, unless: extra)
            if streamed { body.streaming(unless: extra) }
            try body.fallbacks(fallbacks, unless: extra)
            try write(&body, extra)
            try body.fields(extra)
        }
        var request = EndpointRequest(
            base: base, path: path, body: body, gateway: options.gateway, limits: options.limits, streamed: streamed)
        request.passesExtraFields = !options.extraFields.isEmpty
        return request
    }
}

extension EndpointRequest.Body {
    /// A body that is one JSON object.
    static func json(_ members: (inout JSONWriter) throws(JSONError) -> Void) throws(LLMError) -> Self {
        do throws(JSONError) {
            var writer = JSONWriter()
            writer.beginObject()
            try members(&writer)
            writer.endObject()
            return .json(writer.bytes)
        } catch {
            throw LLMError(.configuration, "the request cannot be written: \(error)", cause: error)
        }
    }
}
