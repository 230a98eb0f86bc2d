internal import LLM

/// Writes the body of a chat completion request.
enum ChatRequestEncoder {
    /// Writes the request as JSON; the same call gives the same bytes.
    ///
    /// - Parameters:
    ///   - model: The model to ask for.
    ///   - messages: The conversation.
    ///   - tools: The tools on offer.
    ///   - options: The call's settings; extra fields win over a typed option of the same name.
    ///   - fallbacks: The models to try when the first one fails.
    ///   - stream: Whether the answer is to be streamed, with its usage.
    ///   - flavour: Where extra fields go: top level, or under `extra_params`.
    /// - Returns: The body.
    /// - Throws: ``LLMError/Code/configuration`` for what cannot be sent.
    static func encode(
        model: String,
        messages: [Message],
        tools: [ToolDefinition],
        options: GenerateOptions,
        fallbacks: [String]? = nil,
        stream: Bool,
        flavour: GatewayFlavour
    ) throws(LLMError) -> [UInt8] {
        try RequestValidation.check(model: model, messages: messages, tools: tools, options: options)
        let extra = ExtraFields(options, flavour: flavour)
        do throws(JSONError) {
            var body = JSONWriter(capacity: 256)
            body.beginObject()
            body.member("model", model)
            try body.messages(messages)
            if stream { body.streaming(unless: extra) }
            try body.fallbacks(fallbacks, unless: extra)
            try body.sampling(options, unless: extra)
            try body.likelihood(options, unless: extra)
            try body.form(options, unless: extra)
            try body.provider(options, unless: extra)
            try body.tools(tools, options, unless: extra)
            try body.fields(extra)
            body.endObject()
            return body.bytes
        } catch {
            throw LLMError(.configuration, "the request cannot be written: \(error)", cause: error)
        }
    }
}
