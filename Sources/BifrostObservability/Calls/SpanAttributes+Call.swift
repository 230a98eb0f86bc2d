import LLM
import Tracing

extension SpanAttributes {
    mutating func describe(_ facts: CallFacts) {
        set(GenAI.operationName, value: .string(facts.operation))
        set(GenAI.providerName, value: .string(facts.provider))
        set(GenAI.requestModel, value: facts.model.map { .string($0) })
        if facts.isStreamed { set("gen_ai.request.stream", value: .bool(true)) }
        set(GenAI.serverAddress, value: facts.server.map { .string($0.address) })
        set(GenAI.serverPort, value: (facts.server?.port).map(SpanAttribute.integer))
    }

    mutating func describe(_ options: GenerateOptions) {
        set("gen_ai.output.type", value: options.responseFormat.map { .string($0.outputType) })
        set("gen_ai.request.choice.count", value: options.n.flatMap { $0 == 1 ? nil : .integer($0) })
        set("gen_ai.request.seed", value: options.seed.map(SpanAttribute.integer))
        set("gen_ai.request.frequency_penalty", value: options.frequencyPenalty.map { .double($0) })
        set("gen_ai.request.max_tokens", value: options.maxTokens.map(SpanAttribute.integer))
        set("gen_ai.request.presence_penalty", value: options.presencePenalty.map { .double($0) })
        let stops = options.stopSequences
        set("gen_ai.request.stop_sequences", value: stops.isEmpty ? nil : .stringArray(stops))
        set("gen_ai.request.temperature", value: options.temperature.map { .double($0) })
        if case .integer(let count) = options.extraFields["top_k"] {
            set("gen_ai.request.top_k", value: .double(Double(count)))
        }
        set("gen_ai.request.top_p", value: options.topP.map { .double($0) })
    }

    mutating func describe(_ record: ModelCallRecord) {
        describeAnswer(record)
        if let usage = record.usage { describe(usage) }
        set(GenAI.errorType, value: record.errorClass.map { .string($0) })
        set(GenAI.statusCode, value: record.status.map(SpanAttribute.integer))
        set(Own.requestID, value: record.requestID.map { .string($0) })
        set(Own.attempts, value: .integer(record.attempts))
        set(Own.isCached, value: record.isCached ? .bool(true) : nil)
        set(Own.answeringModel, value: record.answeringModel.map { .string($0) })
    }

    private mutating func describeAnswer(_ record: ModelCallRecord) {
        if let provider = record.provider { set(GenAI.providerName, value: .string(GenAI.provider(provider))) }
        let reasons = record.finishReasons.map(\.rawValue)
        set("gen_ai.response.finish_reasons", value: reasons.isEmpty ? nil : .stringArray(reasons))
        set("gen_ai.response.id", value: record.responseID.map { .string($0) })
        set(GenAI.responseModel, value: record.responseModel.map { .string($0) })
        set(GenAI.timeToFirstChunk, value: record.timeToFirstChunk.map { .double($0.seconds) })
    }

    private mutating func describe(_ usage: Usage) {
        let cached = usage.cached ?? usage.inputDetails?.cachedRead
        set("gen_ai.usage.input_tokens", value: usage.input.map(SpanAttribute.integer))
        set("gen_ai.usage.output_tokens", value: usage.output.map(SpanAttribute.integer))
        set("gen_ai.usage.cache_read.input_tokens", value: cached.map(SpanAttribute.integer))
        let written = usage.inputDetails?.cachedWrite
        set("gen_ai.usage.cache_creation.input_tokens", value: written.map(SpanAttribute.integer))
        set("gen_ai.usage.reasoning.output_tokens", value: usage.reasoning.map(SpanAttribute.integer))
    }
}

extension SpanAttribute {
    static func integer(_ value: Int) -> SpanAttribute { .int64(Int64(value)) }
}

extension ResponseFormat {
    fileprivate var outputType: String {
        switch self {
        case .jsonObject, .jsonSchema: "json"
        default: "text"
        }
    }
}
