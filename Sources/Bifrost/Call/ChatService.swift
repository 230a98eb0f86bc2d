import HTTPTransport
import LLM

/// What all calls of a model share.
struct ChatService: Sendable {
    let config: ProviderConfig
    /// The model's own options; those of a call go before them.
    let gateway: GatewayOptions
    let baseURL: BaseURL
    let answerLimits: AnswerLimits
    let transport: any HTTPTransport
    let clock: CallClock

    /// Makes a call; nothing is sent before it is asked for its answer.
    func call(
        _ messages: [Message],
        tools: [ToolDefinition],
        options: GenerateOptions,
        streamed: Bool
    ) throws(LLMError) -> ChatCall {
        let limits = try CallLimits(call: options.limits, config: config, streamed: streamed)
        var options = options
        options.gateway = options.gateway.or(gateway)
        let gateway = options.gateway
        try gateway.validate()
        let body = try ChatRequestEncoder.encode(
            model: config.model, messages: messages, tools: tools, options: options, stream: streamed,
            flavour: baseURL.flavour)
        let fields = fields(gateway, streamed: streamed, passesExtraFields: !options.passthroughFields.isEmpty)
        return ChatCall(
            request: HTTPRequest(method: "POST", url: baseURL.text + "/chat/completions", fields: fields, body: body),
            transport: transport,
            limits: limits,
            retries: config.retries,
            answerLimits: answerLimits,
            detail: options.detail,
            errors: ErrorDecoder(secrets: secrets(gateway)),
            clock: clock
        )
    }

    /// What no error may repeat.
    ///
    /// Request ids are there to be quoted, and hiding short values, such as `true`, would garble texts without
    /// protecting anything.
    private func secrets(_ gateway: GatewayOptions) -> [Secret] {
        let headers = config.headers.filter { $0.key.lowercased() != "x-request-id" }
        let values = (Array(headers.values) + gateway.forwardedHeaders.values).filter { $0.reveal().utf8.count >= 8 }
        return [config.apiKey, gateway.virtualKey, gateway.directKey].compactMap(\.self) + values
    }

    private func fields(_ gateway: GatewayOptions, streamed: Bool, passesExtraFields: Bool) -> HTTPFields {
        var fields = HTTPFields()
        fields["content-type"] = "application/json"
        fields["accept"] = streamed ? "text/event-stream" : "application/json"
        fields["x-request-id"] = RequestID.random()
        fields["authorization"] = config.apiKey.map { "Bearer \($0.reveal())" }
        // Without it the gateway drops body fields that it does not know itself.
        if passesExtraFields { fields["x-bf-passthrough-extra-params"] = "true" }
        for (name, value) in config.headers.sorted(by: { $0.key < $1.key }) { fields[name] = value.reveal() }
        for field in gateway.fields { fields[field.name] = field.value }
        return fields
    }
}
