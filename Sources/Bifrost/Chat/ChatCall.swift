import HTTPTransport
import LLM

/// A call for a chat completion.
struct ChatCall: Sendable {
    let call: GatewayCall
    /// What is kept of the answer beside the fields that have names.
    let detail: AnswerDetail

    /// Sends a call that is not streamed and returns the whole answer.
    func response() async throws -> ChatResponse {
        try await call.unreportedAnswer { (answer) throws(LLMError) in
            try ChatResponseDecoder.decode(
                answer.body, status: answer.head.status, fields: answer.head.fields, metadata: answer.metadata,
                limits: call.answerLimits, detail: detail, errors: call.errors)
        }
    }

    /// The call as one whose answer is read chunk by chunk.
    var streamed: StreamedCall<ChatStreamDecoder> {
        StreamedCall(call: call) { [call, detail] head in
            ChatStreamDecoder(
                contentType: head.fields["content-type"], limits: call.answerLimits, detail: detail,
                errors: call.errors)
        }
    }
}

extension GatewayService {
    /// Makes a chat call; nothing is sent before it is asked for its answer.
    func chat(
        _ messages: [Message],
        tools: [ToolDefinition],
        options: GenerateOptions,
        streamed: Bool
    ) throws(LLMError) -> ChatCall {
        let settings = try settings(options[GatewayOptions.self])
        let request = try chatRequest(
            messages, tools: tools, options: options, settings, streamed: streamed, flavour: baseURL.flavour)
        return ChatCall(call: try call(request, settings), detail: options.detail)
    }

    /// Makes a request for a chat completion.
    func chatRequest(
        _ messages: [Message],
        tools: [ToolDefinition],
        options: GenerateOptions,
        _ settings: CallSettings,
        streamed: Bool,
        flavour: GatewayFlavour
    ) throws(LLMError) -> EndpointRequest {
        let body = try ChatRequestEncoder.encode(
            model: config.model, messages: messages, tools: tools, options: options,
            fallbacks: settings.gateway.fallbacks, stream: streamed, flavour: flavour)
        var request = EndpointRequest(
            path: "/chat/completions", body: .json(body), gateway: options[GatewayOptions.self], limits: options.limits,
            streamed: streamed)
        request.passesExtraFields = !options.passthroughFields.isEmpty
        return request
    }
}
