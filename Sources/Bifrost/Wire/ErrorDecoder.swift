internal import HTTPTransport
internal import LLM
private import ServerSentEvents

/// Makes an error of whatever the gateway sent instead of an answer; it never fails.
struct ErrorDecoder: Sendable {
    private let texts: ErrorText
    private let now: @Sendable () -> UnixTime

    /// - Parameters:
    ///   - secrets: What no error may repeat.
    ///   - now: The present, for dates in `retry-after`.
    init(secrets: [Secret], now: @escaping @Sendable () -> UnixTime = UnixTime.now) {
        texts = ErrorText(secrets: secrets)
        self.now = now
    }

    /// The error of an answer that has a head, whatever its body is.
    func error(status: Int, fields: HTTPFields, body: [UInt8]) -> LLMError {
        let data = framedData(in: body) ?? body
        let payload = JSONValue(errorBody: data).map(ErrorPayload.init)
        let isText = payload == nil && !data.looksLikeJSON
        var error = error(
            payload,
            status: 200..<300 ~= status ? nil : status,
            text: isText ? texts.short(data, isHTML: fields.isHTML) : nil
        )
        error.retryAfter = RetryAfter.duration(in: fields, payload?.retryAfterMilliseconds, now: now())
        if let value = fields["x-should-retry"]?.lowercased(), let flag = Bool(value) { error.isRetryable = flag }
        error.requestID = gatewayID(in: fields) ?? fields["x-request-id"].flatMap(texts.word)
        error.provider = error.provider ?? fields["x-bifrost-provider"].flatMap(texts.word)
        error.metadata = metadata(of: data)
        return error
    }

    /// The id that the gateway itself gave a call.
    func gatewayID(in fields: HTTPFields) -> String? { fields["x-bifrost-request-id"].flatMap(texts.word) }

    /// The error that an event of a stream reports, as JSON or as plain text.
    func error(inEvent data: [UInt8]) -> LLMError {
        let payload = JSONValue(errorBody: data).map(ErrorPayload.init)
        var error = error(payload, status: nil, text: payload == nil ? texts.short(data) : nil)
        error.retryAfter = RetryAfter.duration(in: HTTPFields(), payload?.retryAfterMilliseconds, now: now())
        error.metadata = metadata(of: data)
        return error
    }

    /// The error that an event without the name of one reports; nil when it is anything else.
    func error(reportedIn event: [UInt8]) -> LLMError? {
        guard let json = JSONValue(errorBody: event), ErrorPayload.isReported(by: json) else { return nil }
        return error(inEvent: event)
    }

    /// The error that a body declares itself to be; nil when it is anything else.
    func error(declaredIn body: [UInt8]) -> LLMError? {
        guard let json = JSONValue(errorBody: body), ErrorPayload(json).isDeclared else { return nil }
        return error(inEvent: body)
    }

    /// What the gateway says besides; the rest of the metadata is for those who know the attempt.
    private func metadata(of data: [UInt8]) -> ResponseMetadata? {
        AnswerFields(in: data).map { fields in
            var metadata = ResponseMetadata()
            metadata.answerFields = fields
            return metadata
        }
    }

    private func error(_ payload: ErrorPayload?, status httpStatus: Int?, text: String?) -> LLMError {
        let status = httpStatus ?? payload?.status
        let message = payload?.message.flatMap { texts.short(Array($0.utf8)) } ?? text
        var error = LLMError(
            code(payload, status: status, message: message),
            message ?? status.map { "the gateway answered with status \($0)" }
                ?? "the gateway reported an error without saying which"
        )
        error.status = status
        error.type = payload?.type.flatMap(texts.word)
        error.providerCode = payload?.code.flatMap(texts.word)
        error.provider = payload?.provider.flatMap(texts.word)
        return error
    }

    private func code(_ payload: ErrorPayload?, status: Int?, message: String?) -> LLMError.Code {
        let words = payload?.words ?? []
        return words.lazy.compactMap(ErrorClassification.code(forWord:)).first
            ?? message.flatMap(ErrorClassification.code(forMessage:))
            ?? status.map(ErrorClassification.code(forStatus:))
            ?? words.lazy.compactMap(ErrorClassification.code(forVagueWord:)).first
            ?? .server
    }

    /// The data of the first event, or of the first that is JSON: servers frame errors as event streams, too.
    private func framedData(in body: [UInt8]) -> [UInt8]? {
        var parser = EventStreamParser()
        // The last block may lack its blank line.
        parser.append(body + Array("\n\n".utf8))
        var first: [UInt8]?
        while let event = try? parser.next() {
            let data = Array(event.data.utf8)
            if JSONValue(errorBody: data) != nil { return data }
            first = first ?? data
        }
        return first
    }
}

extension HTTPFields {
    fileprivate var isHTML: Bool { self["content-type"]?.lowercased().contains("html") ?? false }
}

extension [UInt8] {
    /// Whether it was meant to be JSON: when that is cut and cannot be read, it is no text for people.
    fileprivate var looksLikeJSON: Bool {
        first { $0 > UInt8(ascii: " ") }.map { "{[".utf8.contains($0) } ?? false
    }
}
