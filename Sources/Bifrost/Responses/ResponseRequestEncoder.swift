internal import LLM

/// Writes the body of a request for a response, or for the count of its input's tokens.
struct ResponseRequestEncoder {
    let model: String
    let input: ResponseInput
    let tools: [ToolDefinition]
    let options: ResponseOptions
    let isStream: Bool
    /// Where extra fields go: top level, or under `extra_params`.
    let flavour: GatewayFlavour

    /// Writes the request as JSON; the same call gives the same bytes.
    ///
    /// - Returns: The body.
    /// - Throws: ``LLMError/Code/configuration`` for what cannot be sent.
    func encoded() throws(LLMError) -> [UInt8] {
        try RequestValidation.check(model: model, input: input, tools: tools, options: options)
        let extra = ExtraFields(options.extraFields, known: Self.gatewayFields, flavour: flavour)
        do throws(JSONError) {
            var body = JSONWriter()
            body.beginObject()
            body.member("model", model)
            try body.member("input", input.json)
            if isStream { try body.streaming(options, unless: extra) }
            try body.fallbacks(options.gateway.fallbacks, unless: extra)
            try body.conversation(options, unless: extra)
            try body.sampling(options, unless: extra)
            try body.form(options, unless: extra)
            try body.tools(tools, options, unless: extra)
            try body.provider(options, unless: extra)
            try body.fields(extra)
            body.endObject()
            return body.bytes
        } catch {
            throw LLMError(.configuration, "the request cannot be written: \(error)", cause: error)
        }
    }

    /// What the gateway itself knows by name.
    private static let gatewayFields: Set = [
        "instructions", "stream_options", "max_output_tokens", "max_tool_calls", "tools", "tool_choice",
        "parallel_tool_calls", "reasoning", "text", "include", "previous_response_id", "conversation", "store",
        "background", "metadata", "temperature", "top_p", "top_logprobs", "truncation", "user", "service_tier",
        "safety_identifier", "prompt_cache_key", "fallbacks", "extra_params",
    ]
}

extension JSONWriter {
    fileprivate mutating func streaming(_ options: ResponseOptions, unless extra: ExtraFields) throws(JSONError) {
        member("stream", true)
        let options = options.includeObfuscation.map { JSONValue.object(["include_obfuscation": .bool($0)]) }
        try optional("stream_options", options, unless: extra)
    }

    /// What the input goes on from.
    fileprivate mutating func conversation(_ options: ResponseOptions, unless extra: ExtraFields) throws(JSONError) {
        optional("instructions", options.instructions, unless: extra)
        optional("previous_response_id", options.previousResponseID, unless: extra)
        optional("conversation", options.conversationID, unless: extra)
        optional("truncation", options.truncation, unless: extra)
        try optional("include", .array(options.include.map { .string($0) }), unless: extra)
    }

    /// How the model chooses its tokens, and how many.
    fileprivate mutating func sampling(_ options: ResponseOptions, unless extra: ExtraFields) throws(JSONError) {
        optional("max_output_tokens", options.maxOutputTokens, unless: extra)
        try optional("temperature", options.temperature, unless: extra)
        try optional("top_p", options.topP, unless: extra)
        optional("top_logprobs", options.topLogprobs, unless: extra)
    }

    /// What the answer looks like.
    fileprivate mutating func form(_ options: ResponseOptions, unless extra: ExtraFields) throws(JSONError) {
        try optional("reasoning", options.reasoningJSON, unless: extra)
        let text = JSONValue.members([
            "format": options.responseFormat?.flatJSON, "verbosity": .string(options.verbosity?.rawValue),
        ])
        try optional("text", text, unless: extra)
    }

    fileprivate mutating func tools(
        _ tools: [ToolDefinition], _ options: ResponseOptions, unless extra: ExtraFields
    ) throws(JSONError) {
        try optional("tools", .array(tools.map(\.flatJSON) + options.hostedTools), unless: extra)
        try optional("tool_choice", options.toolChoice?.flatJSON(among: tools), unless: extra)
        optional("parallel_tool_calls", options.parallelToolCalls, unless: extra)
        optional("max_tool_calls", options.maxToolCalls, unless: extra)
    }

    /// What the provider does beside answering, and for whom.
    fileprivate mutating func provider(_ options: ResponseOptions, unless extra: ExtraFields) throws(JSONError) {
        optional("service_tier", options.serviceTier?.rawValue, unless: extra)
        optional("prompt_cache_key", options.promptCacheKey, unless: extra)
        optional("store", options.store, unless: extra)
        optional("background", options.background, unless: extra)
        try optional("metadata", .object(options.metadata), unless: extra)
        optional("user", options.user, unless: extra)
        optional("safety_identifier", options.safetyIdentifier, unless: extra)
    }
}

extension ResponseOptions {
    fileprivate var reasoningJSON: JSONValue {
        let effort = reasoning?.effort ?? (reasoning?.isEnabled == false ? ReasoningEffort.none : nil)
        return .members([
            "effort": .string(effort?.rawValue), "summary": .string(reasoningSummary?.rawValue),
            "max_tokens": reasoning?.maxTokens.map { .integer(Int64($0)) },
        ])
    }
}
