import HTTPTransport
import LLM

/// One call of the gateway: the request, and the rules by which it is sent, repeated and given up.
///
/// An object, as are its attempts: all functions that wait have it in their frames.
final class GatewayCall: Sendable {
    let service: GatewayService
    let request: HTTPRequest
    let limits: CallLimits
    let repetition: EndpointRequest.Repetition
    let answerLimits: AnswerLimits
    let errors: ErrorDecoder
    /// Begins to tell of the call; nil when nobody is told.
    let report: Report?

    /// Nil when nobody listens just now.
    typealias Report = @Sendable () -> ReportedCall?

    var clock: CallClock { service.clock }

    init(
        service: GatewayService, request: HTTPRequest, limits: CallLimits, repetition: EndpointRequest.Repetition,
        answerLimits: AnswerLimits, errors: ErrorDecoder, report: Report? = nil
    ) {
        self.service = service
        self.request = request
        self.limits = limits
        self.repetition = repetition
        self.answerLimits = answerLimits
        self.errors = errors
        self.report = report
    }

    /// How long the body of an error is waited for: its status alone says enough.
    private static let errorBodyWait = Duration.seconds(5)

    /// Makes attempts until one succeeds or no further one is allowed.
    ///
    /// What one of them brings is kept by who asks: one loop serves all kinds of answers, where a generic one would be
    /// compiled for each.
    func attempts(_ make: (CallAttempt) async throws -> Void) async throws {
        let first = firstAttempt()
        try await RetryLoop(call: self, deadline: first.deadline).run { number in
            try await make(number == 1 ? first : attempt(number, after: first))
        }
    }

    // What asynchronous functions touch stays in their task's memory for as long as they wait: what can be done in a
    // function of its own is, and none of those is inlined.

    @inline(never)
    private func firstAttempt() -> CallAttempt {
        let start = clock.now()
        return CallAttempt(
            number: 1, requestID: request.fields["x-request-id"], callStart: start, start: start,
            deadline: limits.total.map(start.advanced(by:)))
    }

    @inline(never)
    private func attempt(_ number: Int, after first: CallAttempt) -> CallAttempt {
        CallAttempt(
            number: number, requestID: first.requestID, callStart: first.callStart, start: clock.now(),
            deadline: first.deadline)
    }

    /// Sends the request and returns the answer when its status says success.
    func send(_ attempt: CallAttempt) async throws -> HTTPResponse {
        let response: HTTPResponse
        do {
            response = try await service.transport.execute(limitedRequest(attempt))
        } catch {
            throw unanswered(error, attempt)
        }
        attempt.head = response.head
        guard 200..<300 ~= response.head.status else { throw try await refusal(response, attempt) }
        return response
    }

    @inline(never)
    private func limitedRequest(_ attempt: CallAttempt) -> HTTPRequest {
        var request = request
        request.limits = limits.transferLimits(deadline: attempt.deadline)
        AttemptObservation.current?.willSend(&request.fields, attempt: attempt.number)
        return request
    }

    /// A transport's error in place of an answer, or whatever else ended the attempt.
    @inline(never)
    private func unanswered(_ error: any Error, _ attempt: CallAttempt) -> any Error {
        guard let error = error as? HTTPTransportError else { return error }
        return failure(error, attempt, in: .head)
    }

    @inline(never)
    private func refusal(_ response: HTTPResponse, _ attempt: CallAttempt) async throws -> any Error {
        var bytes: [UInt8] = []
        let instant = clock.now().advanced(by: Self.errorBodyWait)
        do {
            while bytes.count < answerLimits.errorBody, let piece = try await response.body.read(until: instant) {
                bytes += piece
            }
        } catch is HTTPTransportError {
            // What came of the body is enough: the status already says that and how the call failed.
        }
        response.body.finish()
        return refusal(response, attempt, bytes)
    }

    @inline(never)
    private func refusal(_ response: HTTPResponse, _ attempt: CallAttempt, _ bytes: [UInt8]) -> any Error {
        let body = Array(bytes.prefix(answerLimits.errorBody))
        let error = errors.error(status: response.head.status, fields: response.head.fields, body: body)
        return attempt.complete(error, metrics: response.body.metrics, now: clock.now(), errors)
    }

    /// A transport's error as the caller of a model sees it.
    func failure(
        _ error: HTTPTransportError,
        _ attempt: CallAttempt,
        in phase: TransferPhase,
        events: Int = 0
    ) -> LLMError {
        let mapped =
            if let limit = error.firedLimit(in: phase, limits) {
                timeout(limit, attempt, bytes: error.metrics?.bytesReceived ?? 0, events: events, cause: error)
            } else {
                error.llmError(in: phase)
            }
        return attempt.complete(mapped, metrics: error.metrics, now: clock.now(), errors)
    }

    /// The error for a limit that fired.
    func timeout(
        _ limit: LLMError.Timeout.Limit,
        _ attempt: CallAttempt,
        bytes: Int,
        events: Int,
        cause: (any Error)?
    ) -> LLMError {
        let start = limit == .total ? attempt.callStart : attempt.start
        return LLMError(
            LLMError.Timeout(
                limit: limit, value: limits[limit] ?? .zero, elapsed: start.duration(to: clock.now()),
                bytesReceived: bytes, eventsReceived: events),
            cause: cause)
    }
}
