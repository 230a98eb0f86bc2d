internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Sends any request to the gateway and returns the whole answer.
    ///
    /// - Parameter request: The request; nothing is added to its body, not even the model.
    /// - Returns: The answer.
    /// - Throws: `LLMError` for every failure, also for a status other than 2xx and a body of JSON that declares an
    ///   error; `CancellationError` when the task was cancelled.
    public func raw(_ request: RawRequest) async throws -> RawResponse {
        let call = try service.call(request.endpointRequest(streamed: false, accept: "*/*"))
        return try await call.answer { (answer) throws(LLMError) in
            if let error = call.errors.error(declaredIn: answer.body) { throw error }
            var metadata = answer.metadata
            metadata.answerFields = AnswerFields(in: answer.body)
            return RawResponse(body: answer.body, metadata: metadata)
        }
    }

    /// Describes any request whose answer is a stream of events; nothing is sent before the first one is asked for.
    ///
    /// The stream is complete when its body ends as HTTP says it must, or with `[DONE]`; what makes an answer whole
    /// depends on the endpoint and is left to the caller. Events that report an error throw it.
    ///
    /// - Parameter request: The request; nothing is added to its body, neither the model nor `stream`.
    /// - Returns: A sequence that can be iterated once.
    public func rawEvents(_ request: RawRequest) -> GatewayStream<RawEvent> {
        GatewayStream { [service] () throws(LLMError) in
            let call = try service.call(request.endpointRequest(streamed: true, accept: "text/event-stream"))
            return StreamedCall(call: call) { head in
                RawEventDecoder(
                    contentType: head.fields["content-type"], limits: call.answerLimits, errors: call.errors)
            }
        }
    }

    /// Describes any request whose answer is handed on as its bytes arrive; nothing is sent before the first are
    /// asked for.
    ///
    /// - Parameter request: The request; nothing is added to its body.
    /// - Returns: A sequence that can be iterated once.
    public func rawBytes(_ request: RawRequest) -> GatewayStream<[UInt8]> {
        GatewayStream { [service] () throws(LLMError) in
            try service.call(request.endpointRequest(streamed: true, accept: "*/*")).bytes
        }
    }
}
