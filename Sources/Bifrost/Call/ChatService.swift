private import FoundationEssentials
import HTTPTransport
import LLM

/// What all calls of a model share.
struct ChatService: Sendable {
    let config: ProviderConfig
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
        let body = try ChatRequestEncoder.encode(
            model: config.model, messages: messages, tools: tools, options: options, stream: streamed,
            flavour: baseURL.flavour)
        let fields = fields(streamed: streamed, passesExtraFields: !options.passthroughFields.isEmpty)
        return ChatCall(
            request: HTTPRequest(method: "POST", url: baseURL.text + "/chat/completions", fields: fields, body: body),
            transport: transport,
            limits: limits,
            retries: config.retries,
            answerLimits: answerLimits,
            detail: options.detail,
            errors: ErrorDecoder(secrets: secrets),
            clock: clock
        )
    }

    /// What no error may repeat.
    ///
    /// Request ids are there to be quoted, and hiding short values, such as `true`, would garble texts without
    /// protecting anything.
    private var secrets: [Secret] {
        let headers = config.headers.filter {
            $0.key.lowercased() != "x-request-id" && $0.value.reveal().utf8.count >= 8
        }
        return [config.apiKey].compactMap(\.self) + headers.values
    }

    private func fields(streamed: Bool, passesExtraFields: Bool) -> HTTPFields {
        var fields = HTTPFields()
        fields["content-type"] = "application/json"
        fields["accept"] = streamed ? "text/event-stream" : "application/json"
        fields["x-request-id"] = UUID().uuidString.lowercased()
        fields["authorization"] = config.apiKey.map { "Bearer \($0.reveal())" }
        // Without it the gateway drops body fields that it does not know itself.
        if passesExtraFields { fields["x-bf-passthrough-extra-params"] = "true" }
        for (name, value) in config.headers.sorted(by: { $0.key < $1.key }) { fields[name] = value.reveal() }
        return fields
    }
}
