internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Completes a text and returns the whole answer (`POST /completions`), for models that are older than chats.
    ///
    /// - Parameters:
    ///   - prompt: The text to go on with.
    ///   - options: Settings of this call.
    /// - Returns: The completions, ordered by index.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func complete(
        _ prompt: String, options: CompletionOptions = CompletionOptions()
    ) async throws -> CompletionResponse {
        try await complete([prompt], options: options)
    }

    /// Completes texts and returns the whole answer (`POST /completions`), for models that are older than chats.
    ///
    /// - Parameters:
    ///   - prompts: The texts to go on with; at least one.
    ///   - options: Settings of this call.
    /// - Returns: The completions, ordered by index.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func complete(
        _ prompts: [String], options: CompletionOptions = CompletionOptions()
    ) async throws -> CompletionResponse {
        let call = try service.call(service.completionRequest(prompts, options, streamed: false))
        return try await call.json { (json, metadata) throws(LLMError) in
            try CompletionResponse(json: json, metadata: metadata, limits: call.answerLimits)
        }
    }

    /// Describes a streamed text completion; nothing is sent before the first chunk is asked for.
    ///
    /// It is complete when every completion that was asked for has a finish reason, whatever else the end looks like.
    ///
    /// - Parameters:
    ///   - prompts: The texts to go on with; at least one.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func streamCompletion(
        _ prompts: [String], options: CompletionOptions = CompletionOptions()
    ) -> GatewayStream<CompletionChunk> {
        GatewayStream { [service] () throws(LLMError) in
            let call = try service.call(service.completionRequest(prompts, options, streamed: true))
            let wanted = options.completions(ofPrompts: prompts.count)
            return call.events(CompletionReader(wanted: wanted, limits: call.answerLimits))
        }
    }

    /// Describes a streamed text completion; nothing is sent before the first chunk is asked for.
    ///
    /// - Parameters:
    ///   - prompt: The text to go on with.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func streamCompletion(
        _ prompt: String, options: CompletionOptions = CompletionOptions()
    ) -> GatewayStream<CompletionChunk> {
        streamCompletion([prompt], options: options)
    }
}

extension GatewayService {
    /// Makes a request for a text completion.
    func completionRequest(
        _ prompts: [String], _ options: CompletionOptions, base: EndpointRequest.Base = .configured, streamed: Bool
    ) throws(LLMError) -> EndpointRequest {
        try RequestValidation.require(!prompts.isEmpty, "there is no prompt")
        try options.validate()
        return try request(
            "/completions", base: base, options: options, streamed: streamed
        ) { (body, extra) throws(JSONError) in
            // A single one is no list: some providers know nothing else.
            let prompt: JSONValue = prompts.count == 1 ? .string(prompts[0]) : .array(prompts.map { .string($0) })
            if !extra.contains("prompt") { try body.member("prompt", prompt) }
            try body.completion(options, unless: extra)
        }
    }
}
