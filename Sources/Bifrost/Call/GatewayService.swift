import HTTPTransport
import LLM

/// What all calls of a model share.
struct GatewayService: Sendable {
    let config: ProviderConfig
    /// The model's own options; those of a call go before them.
    let gateway: GatewayOptions
    let baseURL: BaseURL
    let answerLimits: AnswerLimits
    let transport: any HTTPTransport
    let clock: CallClock

    /// Makes a call; nothing is sent before it is asked for its answer.
    func call(_ request: EndpointRequest) throws(LLMError) -> GatewayCall {
        let limits = try CallLimits(call: request.limits, config: config, streamed: request.streamed)
            .ending(at: CallDeadline.current, now: clock.now())
        let gateway = request.gateway.or(gateway)
        try gateway.validate()
        return GatewayCall(
            request: HTTPRequest(
                method: request.method, url: baseURL.url(request), fields: fields(request, gateway),
                body: request.body?.content),
            transport: transport,
            limits: limits,
            retries: config.retries,
            repetition: request.repetition,
            answerLimits: request.carriesMedia ? answerLimits.ofMedia : answerLimits,
            errors: ErrorDecoder(secrets: secrets(request, gateway)),
            clock: clock
        )
    }

    /// What no error may repeat.
    ///
    /// Request ids are there to be quoted, and hiding short values, such as `true`, would garble texts without
    /// protecting anything.
    private func secrets(_ request: EndpointRequest, _ gateway: GatewayOptions) -> [Secret] {
        let configured = config.headers.map { (name: $0.key, value: $0.value.reveal()) }
        let forwarded = gateway.forwardedHeaders.map { (name: $0.key, value: $0.value.reveal()) }
        let fields = (configured + forwarded + request.fields).filter { $0.name.lowercased() != "x-request-id" }
        let values = fields.flatMap { [$0.value] + Self.credentials(in: $0.value) }
        return [config.apiKey, gateway.virtualKey, gateway.directKey].compactMap(\.self)
            + values.filter { $0.utf8.count >= 8 }.map { Secret($0) }
    }

    /// What stands behind an authentication scheme (RFC 9110 section 11.4): servers quote it without the scheme.
    private static func credentials(in value: String) -> [String] {
        let parts = value.split(separator: " ", maxSplits: 1)
        return parts.count == 2 ? [String(parts[1])] : []
    }

    private func fields(_ request: EndpointRequest, _ gateway: GatewayOptions) -> HTTPFields {
        var fields = HTTPFields()
        fields["content-type"] = request.body?.contentType
        fields["accept"] = request.accept
        fields["x-request-id"] = RequestID.random()
        fields["authorization"] = config.apiKey.map { "Bearer \($0.reveal())" }
        // Without it the gateway drops body fields that it does not know itself.
        if request.passesExtraFields { fields["x-bf-passthrough-extra-params"] = "true" }
        for field in request.fields { fields[field.name] = field.value }
        for (name, value) in config.headers.sorted(by: { $0.key < $1.key }) { fields[name] = value.reveal() }
        for field in gateway.fields { fields[field.name] = field.value }
        return fields
    }
}
