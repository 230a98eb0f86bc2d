import HTTPTransport
import LLM

/// One call of the gateway: the request, and the rules by which it is sent, repeated and given up.
struct GatewayCall: Sendable {
    let service: GatewayService
    let request: HTTPRequest
    let limits: CallLimits
    let repetition: EndpointRequest.Repetition
    let answerLimits: AnswerLimits
    let errors: ErrorDecoder

    var clock: CallClock { service.clock }

    /// How long the body of an error is waited for: its status alone says enough.
    private static let errorBodyWait = Duration.seconds(5)

    /// Makes attempts until one succeeds or no further one is allowed.
    func attempts<Answer>(_ make: (inout CallAttempt) async throws -> Answer) async throws -> Answer {
        let start = clock.now()
        let deadline = limits.total.map(start.advanced(by:))
        let loop = RetryLoop(policy: service.config.retries, repetition: repetition, deadline: deadline, clock: clock)
        return try await loop.run { number in
            var attempt = CallAttempt(
                number: number, requestID: request.fields["x-request-id"], callStart: start, start: clock.now(),
                deadline: deadline)
            return try await make(&attempt)
        }
    }

    /// Sends the request and returns the answer when its status says success.
    func send(_ attempt: inout CallAttempt) async throws -> HTTPResponse {
        var request = request
        request.limits = limits.transferLimits(deadline: attempt.deadline)
        let response: HTTPResponse
        do {
            response = try await service.transport.execute(request)
        } catch {
            throw unanswered(error, attempt)
        }
        attempt.head = response.head
        guard 200..<300 ~= response.head.status else { throw try await refusal(response, attempt) }
        return response
    }

    /// A transport's error in place of an answer, or whatever else ended the attempt.
    ///
    /// Not inlined: what an asynchronous function touches stays in its task's memory.
    @inline(never)
    private func unanswered(_ error: any Error, _ attempt: CallAttempt) -> any Error {
        guard let error = error as? HTTPTransportError else { return error }
        return failure(error, attempt, in: .head)
    }

    @inline(never)
    private func refusal(_ response: HTTPResponse, _ attempt: CallAttempt) async throws -> LLMError {
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
        let body = Array(bytes.prefix(answerLimits.errorBody))
        let error = errors.error(status: response.head.status, fields: response.head.fields, body: body)
        return attempt.complete(error, metrics: response.body.metrics, now: clock.now())
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
        return attempt.complete(mapped, metrics: error.metrics, now: clock.now())
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
