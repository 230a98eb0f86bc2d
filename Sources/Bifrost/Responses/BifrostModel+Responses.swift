internal import LLM

extension BifrostModel {
    /// Asks for a response and returns it whole (OpenAI's Responses interface).
    ///
    /// A response that ended early, for example at its token limit, is returned with the status `incomplete`.
    ///
    /// - Parameters:
    ///   - input: What the user says, or a conversation.
    ///   - options: Settings of this call; what is nil there is left to the model.
    /// - Returns: The response with its usage and metadata.
    /// - Throws: `LLMError` for every failure, also for a response that failed; `CancellationError` when the task was
    ///   cancelled.
    public func respond(
        _ input: ResponseInput, options: ResponseOptions = ResponseOptions()
    ) async throws -> Response {
        let request = try service.responseRequest(
            input, tools: tools, options: options, streamed: false, flavour: service.baseURL.flavour)
        let call = try service.call(request)
        return try await call.json { (json, metadata) throws(LLMError) in
            try Response(answer: json, metadata: metadata, limits: call.answerLimits, errors: call.errors)
        }
    }

    /// Describes a streamed response; nothing is sent before the first event is asked for.
    ///
    /// The stream is complete after ``ResponseEvent/completed(_:)`` or ``ResponseEvent/incomplete(_:)``, and truncated
    /// when it ends before. A response that fails throws; what was received until then is the error's `partial`.
    ///
    /// - Parameters:
    ///   - input: What the user says, or a conversation.
    ///   - options: Settings of this call; what is nil there is left to the model.
    /// - Returns: A sequence that can be iterated once.
    public func streamResponse(
        _ input: ResponseInput, options: ResponseOptions = ResponseOptions()
    ) -> GatewayStream<ResponseEvent> {
        GatewayStream { [service, tools] () throws(LLMError) in
            let request = try service.responseRequest(
                input, tools: tools, options: options, streamed: true, flavour: service.baseURL.flavour)
            let call = try service.call(request)
            return call.events(ResponseEventReader(limits: call.answerLimits, errors: call.errors))
        }
    }

    /// Counts the tokens that an input would take, without asking for a response.
    ///
    /// - Parameters:
    ///   - input: What the user says, or a conversation.
    ///   - options: Settings as for the response; tools and instructions count too.
    /// - Returns: The count.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func countInputTokens(
        _ input: ResponseInput, options: ResponseOptions = ResponseOptions()
    ) async throws -> InputTokenCount {
        let request = try service.responseRequest(
            path: "/responses/input_tokens", input, tools: tools, options: options, streamed: false,
            flavour: service.baseURL.flavour)
        return try await service.call(request).json { (json, metadata) throws(LLMError) in
            try InputTokenCount(answer: json, metadata: metadata)
        }
    }
}
