internal import LLM

/// An answer, or a part of a streamed one, that tells what was used and who answered.
protocol ReportedAnswer {
    func report(in record: inout ModelCallRecord)
}

extension ModelCallRecord {
    fileprivate mutating func add(
        id: String? = nil, model: String? = nil, _ usage: Usage?, _ metadata: ResponseMetadata? = nil
    ) {
        responseID = id ?? responseID
        responseModel = model ?? responseModel
        self.usage = usage ?? self.usage
        if let metadata { addProvider(metadata) }
    }

    /// Who answered, as far as the gateway says.
    mutating func addProvider(_ metadata: ResponseMetadata) {
        provider = provider ?? metadata.gateway.routing.provider
    }
}

extension EmbeddingResponse: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(model: model, usage, metadata)
    }
}

extension RerankResponse: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(id: id, model: model, usage, metadata)
    }
}

extension CompletionResponse: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(id: id, model: model, usage, metadata)
        record.finishReasons = choices.compactMap(\.finishReason)
    }
}

extension CompletionChunk: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(id: id, model: model, usage)
        record.finishReasons += choices.compactMap(\.finishReason)
    }
}

extension Response: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(id: id, model: model, usage, metadata)
    }
}

extension ResponseEvent: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        switch self {
        case .completed(let response), .incomplete(let response): response.report(in: &record)
        case .created(let response): record.add(id: response.id, model: response.model, nil)
        default: break
        }
    }
}

extension InputTokenCount: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(model: model, nil, metadata)
    }
}

extension ImageResponse: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(id: id, model: model, usage?.tokens, metadata)
    }
}

extension ImageEvent: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        if case .completed(let image) = self { record.add(image.usage?.tokens) }
    }
}

extension Transcription: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        record.add(usage?.tokens, metadata)
    }
}

extension TranscriptionEvent: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        if case .done(let transcription) = self { transcription.report(in: &record) }
    }
}

extension Speech: ReportedAnswer {
    func report(in record: inout ModelCallRecord) { record.addProvider(metadata) }
}

extension SpeechEvent: ReportedAnswer {
    func report(in record: inout ModelCallRecord) {
        if case .done(let usage) = self { record.add(usage?.tokens) }
    }
}

extension MediaUsage {
    /// The tokens; nil when something else was counted.
    fileprivate var tokens: Usage? {
        input == nil && output == nil ? nil : Usage(input: input, output: output, total: total)
    }
}
