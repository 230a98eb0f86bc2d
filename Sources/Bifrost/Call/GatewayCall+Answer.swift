import HTTPTransport
import LLM

/// An answer that was received as a whole, with a status that says success.
struct WholeAnswer: Sendable {
    let head: HTTPResponseHead
    let body: [UInt8]
    var metadata: ResponseMetadata
}

extension WholeAnswer {
    /// Why the body is not the JSON that it should be.
    func unreadable(_ error: JSONError) -> LLMError {
        // For a GET of a path that it does not have, the gateway sends the page of its user interface, as a success.
        let isPage = head.fields["content-type"].map(MediaType.isHTML) ?? false
        let problem = isPage ? " is a page of HTML; does the base URL lead to the gateway's API?" : ": \(error)"
        return LLMError(.malformed, "the answer" + problem, cause: error)
    }
}

extension GatewayCall {
    /// Sends a call that is not streamed, and reads its whole answer.
    func answer<Value>(_ read: (WholeAnswer) throws(LLMError) -> Value) async throws -> Value {
        try await attempts { attempt in
            let answer = try await send(&attempt)
            let body = try await collect(answer.body, attempt)
            // JSON shows by itself whether it is whole.
            if answer.body.metrics.endIsDoubtful, !(answer.head.fields["content-type"].map(MediaType.isJSON) ?? false) {
                throw FinalFailure(error: cut(answer.body, attempt))
            }
            let metadata = attempt.metadata(answer.body.metrics, now: clock.now())
            do throws(LLMError) {
                return try read(WholeAnswer(head: answer.head, body: body, metadata: metadata))
            } catch {
                throw attempt.complete(error, metadata)
            }
        }
    }

    /// Sends a call whose answer is one JSON value, and reads it.
    func json<Value>(_ read: (JSONValue, ResponseMetadata) throws(LLMError) -> Value) async throws -> Value {
        try await answer { (answer) throws(LLMError) in
            var metadata = answer.metadata
            metadata.answerFields = AnswerFields(in: answer.body)
            return try read(try json(answer), metadata)
        }
    }

    private func json(_ answer: WholeAnswer) throws(LLMError) -> JSONValue {
        guard !answer.body.isEmpty else { throw LLMError(.malformed, "the answer is empty") }
        if let error = errors.error(declaredIn: answer.body) { throw error }
        do throws(JSONError) {
            return try JSONValue(parsing: answer.body, maximumDepth: answerLimits.jsonDepth)
        } catch {
            throw answer.unreadable(error)
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
            // A part of the answer was paid for and received: whether to pay again is the caller's decision. Looking
            // something up costs nothing.
            if bytes.isEmpty || request.method == "GET" { throw failure } else { throw FinalFailure(error: failure) }
        }
        return bytes
    }

    private func cut(_ body: HTTPBody, _ attempt: CallAttempt) -> LLMError {
        let error = LLMError(.truncated, "the connection ended without saying that the answer is whole")
        return attempt.complete(error, metrics: body.metrics, now: clock.now())
    }

    private func tooLarge(_ body: HTTPBody, _ attempt: CallAttempt) -> LLMError {
        body.cancel()
        let error = LLMError(
            .malformed, "the answer has more than \(answerLimits.body) bytes; AnswerLimits.body allows no more")
        return attempt.complete(error, metrics: body.metrics, now: clock.now())
    }
}
