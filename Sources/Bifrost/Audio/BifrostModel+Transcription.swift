internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Writes down what is said in a recording.
    ///
    /// - Parameters:
    ///   - file: The recording; a file on disk is read while it is sent.
    ///   - options: Settings of this call.
    /// - Returns: The transcription.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func transcribe(
        _ file: MediaFile, options: TranscriptionOptions = TranscriptionOptions()
    ) async throws -> Transcription {
        let call = try service.form(try service.transcription(file, options, streamed: false))
        return try await call.answer { (answer) throws(LLMError) in
            try Transcription(answer, format: options.responseFormat, call: call)
        }
    }

    /// Writes down what is said in a recording, piece by piece; nothing is sent before the first event is asked for.
    ///
    /// A stream without its last event throws `LLMError.Code.truncated`.
    ///
    /// - Parameters:
    ///   - file: The recording; a file on disk is read while it is sent.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func streamTranscription(
        _ file: MediaFile, options: TranscriptionOptions = TranscriptionOptions()
    ) -> GatewayStream<TranscriptionEvent> {
        GatewayStream { [service] () throws(LLMError) in
            let call = try service.form(try service.transcription(file, options, streamed: true))
            return call.events(TranscriptionEventReader(limits: call.answerLimits))
        }
    }
}

extension GatewayService {
    func transcription(
        _ file: MediaFile, _ options: TranscriptionOptions, streamed: Bool
    ) throws(LLMError) -> FieldRequest {
        var request = FieldRequest(
            path: "/audio/transcriptions", extraFields: options.extraFields, gateway: options.gateway,
            limits: options.limits)
        request.streamed = streamed
        try request.require("model", .string(options.model ?? config.model))
        if streamed { try request.require("stream", true) }
        if options.responseFormat?.isPlain == true { request.accept = streamed ? nil : "*/*" }
        request.add("language", .string(options.language))
        request.add("prompt", .string(options.prompt))
        request.add("response_format", .string(options.responseFormat?.rawValue))
        request.add("temperature", options.temperature.map(JSONValue.number))
        request.add(
            "timestamp_granularities[]", .array(options.timestampGranularities.map { .string($0.rawValue) }))
        request.add("include[]", options.logprobs ? ["logprobs"] : nil)
        try request.add("file", file)
        return request
    }
}
