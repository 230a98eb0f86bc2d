import HTTPTransport
import LLM

/// One attempt of a call, and what is known about it so far.
final class CallAttempt {
    /// 1 for the first.
    let number: Int
    /// The id that was sent with the request.
    let requestID: String?
    let callStart: ContinuousClock.Instant
    let start: ContinuousClock.Instant
    /// When the whole call must be over.
    let deadline: ContinuousClock.Instant?
    /// The answer's head, once it is there.
    var head: HTTPResponseHead?
    /// When the first content was there, from the start.
    var firstToken: Duration?
    /// The answer's `extra_fields`, once they are known.
    var answerFields: AnswerFields?

    init(
        number: Int, requestID: String?, callStart: ContinuousClock.Instant, start: ContinuousClock.Instant,
        deadline: ContinuousClock.Instant?
    ) {
        self.number = number
        self.requestID = requestID
        self.callStart = callStart
        self.start = start
        self.deadline = deadline
    }

    func metadata(_ metrics: TransferMetrics?, now: ContinuousClock.Instant) -> ResponseMetadata {
        var metadata = ResponseMetadata(
            status: head?.status,
            headers: (head?.fields.all ?? []).map { ResponseMetadata.Header(name: $0.name, value: $0.value) },
            requestID: requestID,
            attempts: number,
            metrics: metrics.map { CallMetrics($0, firstToken: firstToken, total: start.duration(to: now)) }
        )
        if let answerFields { metadata.answerFields = answerFields }
        return metadata
    }

    /// Adds to an error what is known about the attempt.
    func complete(
        _ error: LLMError, metrics: TransferMetrics?, now: ContinuousClock.Instant, _ decoder: ErrorDecoder
    ) -> LLMError {
        complete(error, metadata(metrics, now: now), decoder)
    }

    /// Adds to an error what is known about the attempt.
    func complete(_ error: LLMError, _ metadata: ResponseMetadata, _ decoder: ErrorDecoder) -> LLMError {
        var error = error
        var metadata = metadata
        if let fields = error.metadata?.answerFields { metadata.answerFields = fields }
        error.metadata = metadata
        error.partial?.metadata = metadata
        // The gateway's own id beats ours: it is the one in its logs.
        error.requestID = error.requestID ?? (head?.fields).flatMap(decoder.gatewayID) ?? requestID
        return error
    }
}

extension CallMetrics {
    /// Takes over a transfer's counters; `total` is for a transfer that has not noticed its end yet.
    ///
    /// The last bytes may be decoded after the transfer has ended, and a call lasts until then.
    init(_ transfer: TransferMetrics, firstToken: Duration?, total: Duration) {
        self.init(
            queued: transfer.queued,
            nameLookup: transfer.nameLookup,
            connect: transfer.connect,
            tls: transfer.tls,
            firstByte: transfer.firstByte,
            firstToken: firstToken,
            total: max(transfer.total ?? total, firstToken ?? .zero),
            paused: transfer.paused,
            reusedConnection: transfer.reusedConnection,
            httpVersion: transfer.httpVersion,
            bytesSent: transfer.bytesSent,
            bytesReceived: transfer.bytesReceived
        )
    }
}
