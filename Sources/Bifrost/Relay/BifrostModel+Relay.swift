internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Passes the event stream of any request on, byte by byte as the gateway sent it.
    ///
    /// The stream is watched on its way: time limits, limits of size, retries before the first content and errors are
    /// those of the model's own calls. A stream of `/chat/completions` is whole when every choice has a finish reason,
    /// one of `/responses` when the response is completed or incomplete, one of another path when its body ends as HTTP
    /// says it must, or with `[DONE]`. What is cut, or reports an error, ends in an error event of ours; see
    /// ``EventRelay``.
    ///
    /// - Parameters:
    ///   - request: The request; nothing is added to its body, neither the model nor `stream`. An answer that is no
    ///     event stream is an error: send those with ``raw(_:)``.
    ///   - options: Heartbeats and the clock.
    /// - Returns: The events' bytes, a sequence that can be iterated once. Nothing is sent before that.
    public func relay(_ request: RawRequest, options: RelayOptions = RelayOptions()) -> EventRelay {
        if request.path.hasSuffix("/chat/completions") {
            relay(request, options) { call, contentType in
                ChatStreamDecoder(
                    contentType: contentType, limits: call.answerLimits, detail: [], errors: call.errors)
            }
        } else if request.path.hasSuffix("/responses") {
            relay(request, options) { call, contentType in
                JSONEventDecoder(
                    ResponseEventReader(limits: call.answerLimits, errors: call.errors, awaitsEnd: true),
                    contentType: contentType, limits: call.answerLimits, errors: call.errors)
            }
        } else {
            relay(request, options) { call, contentType in
                RawEventDecoder(contentType: contentType, limits: call.answerLimits, errors: call.errors)
            }
        }
    }

    private func relay<Judge: StreamDecoder>(
        _ request: RawRequest,
        _ options: RelayOptions,
        judge: @escaping @Sendable (GatewayCall, _ contentType: String?) -> Judge
    ) -> EventRelay {
        let stream = GatewayStream<RelayedPiece> { [service] () throws(LLMError) in
            let call = try service.call(request.endpointRequest(streamed: true, accept: "text/event-stream"))
            return StreamedCall(call: call) { head in
                let contentType = head.fields["content-type"]
                return RelayDecoder(
                    judge: judge(call, contentType), contentType: contentType, limits: call.answerLimits)
            }
        }
        return EventRelay(options: options, metadata: { stream.metadata }) { buffer in
            for try await piece in stream { try await buffer.put(piece.bytes) }
        }
    }
}
