internal import HTTPTransport
internal import LLM

/// What the gateway says of a job.
struct JobAnswer {
    let id: String?
    let status: JobStatus
    /// The answer of the job's endpoint; nil when there is none.
    let result: JSONValue?
    /// Why there is no result, although the job itself may be completed; nil when there is one, or may yet be.
    let failure: LLMError?
    /// How the result is read.
    let reading: JobReading

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - reading: How much is taken in, and what makes errors of what the gateway reports.
    /// - Throws: ``LLMError/Code/malformed`` for what says nothing of a job.
    init(_ answer: WholeAnswer, _ reading: JobReading) throws(LLMError) {
        let errors = reading.errors
        let json = try JSONValue(received: answer.body, maximumDepth: reading.limits.jsonDepth, as: "the answer")
        let word = json["status"]?.stringValue
        let failure = Self.failure(json, errors)?.told(answer, errors)
        guard word != nil || failure != nil else {
            throw LLMError(.malformed, "the answer is not a job: it has no status")
        }
        id = json["id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        result = json.member("result") { $0 == .null }
        self.reading = reading
        self.failure = failure ?? result.flatMap { errors.error(declaredIn: $0.encoded) }?.told(answer, errors)
        status = JobStatus(
            state: failure == nil ? JobStatus.State(rawValue: word ?? "") : .failed,
            created: Self.instant(json["created_at"]), completed: Self.instant(json["completed_at"]),
            expires: Self.instant(json["expires_at"]), failure: failure, metadata: answer.metadata)
    }

    private static func instant(_ json: JSONValue?) -> Double? {
        json?.stringValue.flatMap(InternetDate.parse)?.seconds
    }

    /// The error of a job that failed; the gateway's envelope lies in the job's own.
    private static func failure(_ json: JSONValue, _ errors: ErrorDecoder) -> LLMError? {
        let error = json.member("error", unless: \.isVoid)
        guard json["status"]?.stringValue == JobStatus.State.failed.rawValue || error != nil else { return nil }
        var envelope: JSONValue = error?["error"] == nil ? ["error": error ?? "the job failed"] : error ?? [:]
        envelope["status_code"] = envelope["status_code"] ?? json["status_code"]
        return errors.error(inEvent: envelope.encoded)
    }
}

extension LLMError {
    /// The error with what is known of the request that told it.
    fileprivate func told(_ answer: WholeAnswer, _ decoder: ErrorDecoder) -> LLMError {
        var error = self
        let fields = error.metadata?.answerFields
        error.metadata = answer.metadata
        error.metadata?.answerFields = fields
        // The gateway's own id beats ours: it is the one in its logs.
        error.requestID = decoder.gatewayID(in: answer.head.fields) ?? answer.metadata.requestID
        return error
    }
}

extension JSONValue {
    /// A member that says something.
    fileprivate func member(_ name: String, unless isNothing: (JSONValue) -> Bool) -> JSONValue? {
        guard let member = self[name], !isNothing(member) else { return nil }
        return member
    }
}
