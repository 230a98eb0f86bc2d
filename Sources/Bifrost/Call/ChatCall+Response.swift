import HTTPTransport
import LLM

extension ChatCall {
    /// Sends a call that is not streamed and returns the whole answer.
    func response() async throws -> ChatResponse {
        try await attempts { attempt in
            let answer = try await send(&attempt)
            let body = try await collect(answer.body, attempt)
            var metadata = attempt.metadata(answer.body.metrics, now: clock.now())
            do throws(LLMError) {
                var response = try ChatResponseDecoder.decode(
                    body, status: answer.head.status, fields: answer.head.fields, limits: answerLimits, detail: detail,
                    errors: errors)
                metadata.answerFields = response.metadata.answerFields
                response.metadata = metadata
                return response
            } catch {
                throw attempt.complete(error, metadata)
            }
        }
    }

    private func collect(_ body: HTTPBody, _ attempt: CallAttempt) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            while let piece = try await body.read() {
                bytes += piece
                guard bytes.count <= answerLimits.body else { throw tooLarge(body, attempt) }
            }
        } catch let error as HTTPTransportError {
            let failure = failure(error, attempt, in: .body)
            // A part of the answer was paid for and received: whether to pay again is the caller's decision.
            if bytes.isEmpty { throw failure } else { throw FinalFailure(error: failure) }
        }
        return bytes
    }

    private func tooLarge(_ body: HTTPBody, _ attempt: CallAttempt) -> LLMError {
        body.cancel()
        let error = LLMError(
            .malformed, "the answer has more than \(answerLimits.body) bytes; AnswerLimits.body allows no more")
        return attempt.complete(error, metrics: body.metrics, now: clock.now())
    }
}
