internal import LLM

/// What the gateway says of a job.
struct JobAnswer {
    let id: String?
    let status: JobStatus
    /// The answer of the job's endpoint; nil when there is none.
    let result: JSONValue?
    /// Why there is no result, although the job itself may be completed; nil when there is one, or may yet be.
    let failure: LLMError?

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - errors: Makes errors of what the gateway reports.
    ///   - maximumDepth: How deep the result may be.
    /// - Throws: ``LLMError/Code/malformed`` for what says nothing of a job.
    init(_ answer: WholeAnswer, errors: ErrorDecoder, maximumDepth: Int) throws(LLMError) {
        let json = try Self.json(answer.body, maximumDepth: maximumDepth)
        let word = json["status"]?.stringValue
        let failure = Self.failure(json, errors)?.told(answer.metadata)
        guard word != nil || failure != nil else {
            throw LLMError(.malformed, "the answer is not a job: it has no status")
        }
        id = json["id"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
        result = json.present("result")
        self.failure = failure ?? result.flatMap { errors.error(declaredIn: $0.encoded) }?.told(answer.metadata)
        status = JobStatus(
            state: failure == nil ? JobStatus.State(rawValue: word ?? "") : .failed,
            created: Self.instant(json["created_at"]), completed: Self.instant(json["completed_at"]),
            expires: Self.instant(json["expires_at"]), failure: failure, metadata: answer.metadata)
    }

    private static func json(_ body: [UInt8], maximumDepth: Int) throws(LLMError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: body, maximumDepth: maximumDepth)
        } catch {
            throw LLMError(.malformed, "the answer: \(error)", cause: error)
        }
    }

    private static func instant(_ json: JSONValue?) -> Double? {
        json?.stringValue.flatMap(InternetDate.parse)?.seconds
    }

    /// The error of a job that failed; the gateway's envelope lies in the job's own.
    private static func failure(_ json: JSONValue, _ errors: ErrorDecoder) -> LLMError? {
        let error = json.present("error")
        guard json["status"]?.stringValue == JobStatus.State.failed.rawValue || error != nil else { return nil }
        var envelope: JSONValue = error?["error"] == nil ? ["error": error ?? "the job failed"] : error ?? [:]
        envelope["status_code"] = envelope["status_code"] ?? json["status_code"]
        return errors.error(inEvent: envelope.encoded)
    }
}

extension LLMError {
    /// The error with what is known of the request that told it.
    fileprivate func told(_ metadata: ResponseMetadata) -> LLMError {
        var error = self
        let fields = error.metadata?.answerFields
        error.metadata = metadata
        error.metadata?.answerFields = fields
        error.requestID = metadata.requestID
        return error
    }
}

extension JSONValue {
    /// A member that is there and not null.
    fileprivate func present(_ name: String) -> JSONValue? {
        guard let member = self[name], member != .null else { return nil }
        return member
    }
}
