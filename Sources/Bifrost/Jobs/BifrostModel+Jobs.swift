internal import LLM

extension BifrostModel {
    /// Submits a job, which the gateway does while nobody waits for it (Bifrost endpoints `/v1/async`).
    ///
    /// Jobs are a matter of the native interface, wherever the base URL leads: the model needs its provider's name,
    /// as in `openai/gpt-4o`. The gateway needs a store for its logs. A submission is repeated only when the job cannot
    /// have been taken.
    ///
    /// - Parameters:
    ///   - job: The work.
    ///   - resultLifetime: How long the gateway keeps the result, in whole seconds. Nil leaves it to the gateway, which
    ///     means an hour.
    /// - Returns: The job's handle.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func submit<Result>(
        _ job: Job<Result>, resultLifetime: Duration? = nil
    ) async throws -> AsyncJob<Result> {
        var request = try job.request(self)
        request.base = .native
        request.path = try Self.path(of: job.kind)
        request.accept = "application/json"
        request.repetition = .whenNotExecuted
        if let resultLifetime {
            guard resultLifetime >= .seconds(1) else {
                throw LLMError(.configuration, "resultLifetime must be at least a second; nil leaves it to the gateway")
            }
            request.fields.append(("x-bf-async-job-result-ttl", "\(resultLifetime.components.seconds)"))
        }
        let answer = try await ask(request)
        if let failure = answer.failure { throw failure }
        guard let id = answer.id else { throw LLMError(.malformed, "the gateway took the job without giving it an id") }
        return AsyncJob(id: id, kind: job.kind)
    }

    /// Asks once how far a job has come.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - gateway: What the gateway shall do with this call; a job is found with the virtual key that submitted it.
    ///   - limits: Time limits of the question.
    /// - Returns: How far it has come; a job that failed is no error here.
    /// - Throws: `LLMError` for every failure, with the code `notFound` for a job that the gateway does not know or has
    ///   forgotten; `CancellationError` when the task was cancelled.
    public func status<Result>(
        of job: AsyncJob<Result>, gateway: GatewayOptions = GatewayOptions(), limits: TimeLimits = TimeLimits()
    ) async throws -> JobStatus {
        try await ask(try Self.question(job, gateway, limits)).status
    }

    /// Waits for a job and returns its result.
    ///
    /// - Parameters:
    ///   - job: The job.
    ///   - polling: How often is asked, and how long.
    ///   - gateway: What the gateway shall do with these calls; a job is found with the virtual key that submitted it.
    ///   - limits: Time limits of each question.
    /// - Returns: The result.
    /// - Throws: `LLMError` for every failure, the job's own included, as the endpoint itself would have thrown it. The
    ///   code is `notFound` for a job that the gateway does not know or has forgotten, and `timeout` with the limit
    ///   `total` when ``JobPolling/total`` is over. `CancellationError` when the task was cancelled; the job goes on.
    public func result<Result>(
        of job: AsyncJob<Result>,
        polling: JobPolling = JobPolling(),
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) async throws -> Result {
        try polling.validate()
        let question = try Self.question(job, gateway, limits)
        let total = try CallLimits(call: limits, config: service.config, streamed: false).total
        let answer = try await JobPoller(polling: polling, clock: service.clock).finished { timeLeft in
            var question = question
            if let timeLeft { question.limits.total = .after(min(timeLeft, total ?? timeLeft)) }
            return try await ask(question)
        }
        if let failure = answer.failure { throw failure }
        guard let result = answer.result else { throw LLMError(.malformed, "the job is completed without a result") }
        return try Result.read(result, answer.resultMetadata, answer.reading)
    }

    private static func path(of kind: JobKind) throws(LLMError) -> String {
        guard let path = kind.path else { throw LLMError(.configuration, "the kind of the job is not an endpoint") }
        return path
    }

    private static func question<Result>(
        _ job: AsyncJob<Result>, _ gateway: GatewayOptions, _ limits: TimeLimits
    ) throws(LLMError) -> EndpointRequest {
        guard !job.id.isEmpty, job.id.isPathComponent else {
            throw LLMError(.configuration, "the job has no id")
        }
        let path = try path(of: job.kind) + "/" + job.id.percentEncoded
        var request = EndpointRequest("GET", base: .native, path: path, gateway: gateway, limits: limits)
        request.carriesMedia = job.kind.carriesMedia
        return request
    }

    private func ask(_ request: EndpointRequest) async throws -> JobAnswer {
        let call = try service.call(request)
        return try await call.answer { (answer) throws(LLMError) in
            try JobAnswer(answer, JobReading(limits: call.answerLimits, errors: call.errors))
        }
    }
}

extension JobAnswer {
    /// What is known of the request that fetched the result, and what the gateway says of the result.
    fileprivate var resultMetadata: ResponseMetadata {
        var metadata = status.metadata
        metadata.answerFields = result.flatMap { AnswerFields(in: $0.encoded) }
        return metadata
    }
}
