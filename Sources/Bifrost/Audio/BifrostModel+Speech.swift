internal import HTTPTransport
internal import LLM

extension BifrostModel {
    /// Speaks a text and hands on the bytes of the sound as they arrive; nothing is sent before the first are asked
    /// for.
    ///
    /// The stream ends with the body. A text without a model, options that cannot be sent and timestamps, which are
    /// JSON, throw `LLMError.Code.configuration` at the first bytes.
    ///
    /// - Parameters:
    ///   - text: What to say.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func speak(_ text: String, options: SpeechOptions = SpeechOptions()) -> GatewayStream<[UInt8]> {
        GatewayStream { [service] () throws(LLMError) in
            var request = try service.speech(text, options)
            try Self.refuseTimestamps(options)
            request.streamed = true
            request.accept = "*/*"
            let call = try service.json(request)
            return StreamedCall(call: call) { head in
                SpeechBytesDecoder(
                    contentType: head.fields["content-type"], limits: call.answerLimits, errors: call.errors)
            }
        }
    }

    /// Speaks a text and returns the whole sound, with timestamps if they were asked for.
    ///
    /// - Parameters:
    ///   - text: What to say.
    ///   - options: Settings of this call.
    /// - Returns: The sound.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func speech(_ text: String, options: SpeechOptions = SpeechOptions()) async throws -> Speech {
        var request = try service.speech(text, options)
        if options.withTimestamps == true {
            return try await service.json(request).json { (json, metadata) throws(LLMError) in
                try Speech(json, metadata)
            }
        }
        request.accept = "*/*"
        let call = try service.json(request)
        return try await call.answer { (answer) throws(LLMError) in
            var decoder = SpeechBytesDecoder(
                contentType: answer.head.fields["content-type"], limits: call.answerLimits, errors: call.errors)
            decoder.append(answer.body)
            try decoder.end(connectionLost: false)
            return Speech(audio: answer.body, metadata: answer.metadata)
        }
    }

    /// Speaks a text as a stream of events, at the end of which stands what was used; nothing is sent before the first
    /// event is asked for.
    ///
    /// A stream without its last event throws `LLMError.Code.truncated`.
    ///
    /// - Parameters:
    ///   - text: What to say.
    ///   - options: Settings of this call.
    /// - Returns: A sequence that can be iterated once.
    public func streamSpeech(_ text: String, options: SpeechOptions = SpeechOptions()) -> GatewayStream<SpeechEvent> {
        GatewayStream { [service] () throws(LLMError) in
            var request = try service.speech(text, options)
            try Self.refuseTimestamps(options)
            try request.require("stream_format", "sse")
            request.streamed = true
            return try service.json(request).events(SpeechEventReader())
        }
    }

    private static func refuseTimestamps(_ options: SpeechOptions) throws(LLMError) {
        guard options.withTimestamps != true else {
            throw LLMError(.configuration, "an answer with timestamps is not streamed; speech(_:options:) reads it")
        }
    }
}

extension GatewayService {
    func speech(_ text: String, _ options: SpeechOptions) throws(LLMError) -> FieldRequest {
        var request = FieldRequest(
            path: "/audio/speech", extraFields: options.extraFields, gateway: options.gateway, limits: options.limits)
        request.carriesMedia = true
        try request.require("model", .string(options.model ?? config.model))
        try request.require("input", .string(text))
        request.add("voice", options.voice?.json)
        request.add("instructions", .string(options.instructions))
        request.add("response_format", .string(options.responseFormat?.rawValue))
        request.add("speed", options.speed.map(JSONValue.number))
        request.add("language_code", .string(options.languageCode))
        request.add("with_timestamps", options.withTimestamps.map(JSONValue.bool))
        return request
    }
}
