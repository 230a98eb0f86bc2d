import HTTPTransport
import LLM

/// A tiny chat as it was seen: on the wire, and by the library.
struct ChatObservation: Sendable {
    /// The head, and when it was there.
    ///
    /// Nil when none came.
    var head: HTTPResponseHead?
    var headArrived: ContinuousClock.Instant?
    var trace = StreamTrace()
    /// How the body ended.
    ///
    /// Nil when it was not awaited: the answer had failed before.
    var end: TappedAnswer.End?
    /// Counters of the transfer; nil when nothing was sent.
    var metrics: TransferMetrics?
    /// The answer, whole or as far as it came.
    var response: ChatResponse?
    /// Why there is no whole answer.
    var failure: LLMError?

    /// From the request to the head.
    var headWait: Duration? {
        guard let head, let headArrived else { return nil }
        return head.requestSent.duration(to: headArrived)
    }

    /// From the request to the first content.
    var firstTokenWait: Duration? {
        guard let head, let first = trace.contents.first else { return nil }
        return head.requestSent.duration(to: first.instant)
    }

    /// The failure, if it came before an answer began that says success.
    var failureBeforeAnswer: LLMError? {
        guard let failure else { return nil }
        return head.map { 200..<300 ~= $0.status && failure.code != .malformed } ?? false ? nil : failure
    }
}

extension HTTPResponseHead {
    /// The id by which the gateway's operator finds the call.
    var requestID: String? { fields["x-bifrost-request-id"] ?? fields["x-litellm-call-id"] ?? fields["x-request-id"] }
}
