internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Makes a batch of a file's requests.
    ///
    /// - Parameters:
    ///   - batch: What it is made of.
    ///   - options: The provider, and settings of this call.
    /// - Returns: The batch, whose requests are not yet answered.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func createBatch(_ batch: BatchRequest, options: FileOptions = FileOptions()) async throws -> Batch {
        var request = FieldRequest(
            path: "/batches", extraFields: batch.extraFields, gateway: options.gateway, limits: options.limits)
        try request.require("input_file_id", .string(batch.inputFileID))
        try request.require("endpoint", .string(batch.endpoint))
        request.add("completion_window", .string(batch.completionWindow))
        request.add("metadata", .object(batch.metadata.mapValues { .string($0) }))
        return try await service.call(request, options, isForm: false).json(Batch.init)
    }

    /// Lists batches.
    ///
    /// - Parameters:
    ///   - choice: Which batches.
    ///   - options: The provider, and settings of this call.
    /// - Returns: One page.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func batches(
        _ choice: FileListOptions = FileListOptions(), options: FileOptions = FileOptions()
    ) async throws -> BatchList {
        try await service.files("GET", ["batches"], query: choice.query, options).json(BatchList.init)
    }

    /// Tells how far a batch is.
    ///
    /// - Parameters:
    ///   - id: The batch's id.
    ///   - options: The provider, and settings of this call.
    /// - Returns: The batch.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func batch(_ id: String, options: FileOptions = FileOptions()) async throws -> Batch {
        try await service.files("GET", ["batches", id], options).json(Batch.init)
    }

    /// Cancels a batch; answers that are there already stay.
    ///
    /// - Parameters:
    ///   - id: The batch's id.
    ///   - options: The provider, and settings of this call.
    /// - Returns: The batch.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func cancelBatch(_ id: String, options: FileOptions = FileOptions()) async throws -> Batch {
        try await service.files("POST", ["batches", id, "cancel"], options).json(Batch.init)
    }

    /// Hands on a batch's answers line by line as they arrive; nothing is sent before the first is asked for.
    ///
    /// Natively the gateway is asked for the batch's results; the drop-in has no such path, so that there the file of
    /// the batch's answers is read, without which the stream throws `LLMError.Code.configuration`. Answers need not
    /// be in the order of their requests.
    ///
    /// - Parameters:
    ///   - batch: The batch, as it was last told.
    ///   - options: The provider, and settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func batchResults(of batch: Batch, options: FileOptions = FileOptions()) -> GatewayStream<BatchLine> {
        GatewayStream { [service] () throws(LLMError) in
            let isNative = service.baseURL.flavour == .native
            let call = try service.files("GET", try batch.resultsPath(isNative), options, streamed: true)
            let limits = call.answerLimits
            return StreamedCall(call: call) { head in
                BatchLineDecoder(
                    contentType: head.fields["content-type"], maximumLine: isNative ? limits.body : limits.line,
                    limits: limits, errors: call.errors)
            }
        }
    }

    /// Asks for a batch until nothing more will happen to it.
    ///
    /// - Parameters:
    ///   - id: The batch's id.
    ///   - polling: How often it is asked for, and how long.
    ///   - options: The provider, and settings of each call.
    /// - Returns: The batch, be it completed or failed.
    /// - Throws: `LLMError` for every failure, `LLMError.Code.timeout` with the limit `total` when the time is over,
    ///   and `CancellationError` when the task was cancelled.
    public func waitForBatch(
        _ id: String, polling: BatchPolling = BatchPolling(), options: FileOptions = FileOptions()
    ) async throws -> Batch {
        guard polling.interval > .zero, polling.maximumInterval > .zero, polling.limit > .zero else {
            throw LLMError(.configuration, "the durations of BatchPolling must be more than zero")
        }
        let clock = service.clock
        let start = clock.now()
        var interval = polling.interval
        while true {
            let batch = try await batch(id, options: options)
            if batch.status.isFinal { return batch }
            let elapsed = start.duration(to: clock.now())
            guard elapsed + interval <= polling.limit else { throw Self.overdue(polling, elapsed) }
            try await clock.sleep(interval)
            interval = min(interval * 1.5, polling.maximumInterval)
        }
    }

    private static func overdue(_ polling: BatchPolling, _ elapsed: Duration) -> LLMError {
        LLMError(
            LLMError.Timeout(
                limit: .total, value: polling.limit, elapsed: elapsed), cause: nil)
    }
}

extension Batch {
    fileprivate func resultsPath(_ isNative: Bool) throws(LLMError) -> [String] {
        guard id.isPathComponent, outputFileID?.isPathComponent ?? true else {
            throw LLMError(.malformed, "the batch has an id that is a step in a path")
        }
        if isNative { return ["batches", id, "results"] }
        guard let outputFileID else {
            throw LLMError(.configuration, "the batch has no file of answers; its status is \"\(status.rawValue)\"")
        }
        return ["files", outputFileID, "content"]
    }
}
