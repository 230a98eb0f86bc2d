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
    /// Sends a call that is not streamed, and reads its whole answer; who observes is told.
    func answer<Value>(_ read: (WholeAnswer) throws(LLMError) -> Value) async throws -> Value {
        if report != nil { return try await reportedAnswer(read) }
        return try await unreportedAnswer(read)
    }

    /// Sends a call that is not streamed, and reads its whole answer; nobody is told.
    func unreportedAnswer<Value>(_ read: (WholeAnswer) throws(LLMError) -> Value) async throws -> Value {
        var value: Value?
        try await take { (answer) throws(LLMError) in value = try read(answer) }
        guard let value else { preconditionFailure("an attempt succeeded, and read no answer") }
        return value
    }

    private func take(_ read: (WholeAnswer) throws(LLMError) -> Void) async throws {
        try await attempts { attempt in
            let answer = try await send(attempt)
            try take(answer, try await collect(answer.body, attempt), attempt, read)
        }
    }

    /// Reads an answer that is here.
    ///
    /// Not inlined: what an asynchronous function touches stays in its task's memory.
    @inline(never)
    private func take(
        _ answer: HTTPResponse, _ body: [UInt8], _ attempt: CallAttempt,
        _ read: (WholeAnswer) throws(LLMError) -> Void
    ) throws {
        let metrics = answer.body.metrics
        // JSON shows by itself whether it is whole.
        if metrics.endIsDoubtful, !(answer.head.fields["content-type"].map(MediaType.isJSON) ?? false) {
            throw FinalFailure(error: cut(answer.body, attempt))
        }
        let metadata = attempt.metadata(metrics, now: clock.now())
        do throws(LLMError) {
            try read(WholeAnswer(head: answer.head, body: body, metadata: metadata))
        } catch {
            throw attempt.complete(error, metadata, errors)
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
                if bytes.isEmpty { bytes = piece } else { bytes += piece }
                guard bytes.count <= answerLimits.body else { throw tooLarge(body, attempt) }
            }
        } catch {
            throw interrupted(by: error, attempt, isBegun: !bytes.isEmpty)
        }
        return bytes
    }

    @inline(never)
    private func interrupted(by error: any Error, _ attempt: CallAttempt, isBegun: Bool) -> any Error {
        guard let error = error as? HTTPTransportError else { return error }
        let failure = failure(error, attempt, in: .body)
        // A part of the answer was paid for and received: whether to pay again is the caller's decision. Looking
        // something up costs nothing.
        return !isBegun || request.method == "GET" ? failure : FinalFailure(error: failure)
    }

    private func cut(_ body: HTTPBody, _ attempt: CallAttempt) -> LLMError {
        let error = LLMError(.truncated, "the connection ended without saying that the answer is whole")
        return attempt.complete(error, metrics: body.metrics, now: clock.now(), errors)
    }

    @inline(never)
    private func tooLarge(_ body: HTTPBody, _ attempt: CallAttempt) -> any Error {
        body.cancel()
        let error = LLMError(
            .malformed, "the answer has more than \(answerLimits.body) bytes; AnswerLimits.body allows no more")
        return attempt.complete(error, metrics: body.metrics, now: clock.now(), errors)
    }
}
