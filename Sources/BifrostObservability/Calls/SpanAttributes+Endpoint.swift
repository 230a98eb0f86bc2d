import Bifrost
import LLM
import Tracing

extension EndpointCall {
    /// The fields of requests that are worth telling; none of them holds what was said.
    static let told: Set<String> = [
        "model", "dimensions", "encoding_format", "frequency_penalty", "max_tokens", "max_completion_tokens",
        "max_output_tokens", "n", "presence_penalty", "seed", "temperature", "top_p",
    ]
}

extension SpanAttributes {
    mutating func describe(_ call: EndpointCall, _ operation: String, _ fields: [String: JSONValue]) {
        set("http.request.method", value: .string(call.method))
        set("gen_ai.output.type", value: GenAI.outputType(of: operation).map { .string($0) })
        if GenAI.isResponses(call.path) { set("openai.api.type", value: "responses") }
        if operation == GenAI.embeddings { describeEmbeddings(fields) }
        let choices = fields["n"]?.integerValue
        set("gen_ai.request.choice.count", value: choices.flatMap { $0 == 1 ? nil : .integer($0) })
        let limit = fields["max_output_tokens"] ?? fields["max_completion_tokens"] ?? fields["max_tokens"]
        set("gen_ai.request.max_tokens", value: limit?.integerValue.map(SpanAttribute.integer))
        set("gen_ai.request.seed", value: fields["seed"]?.integerValue.map(SpanAttribute.integer))
        for name in ["frequency_penalty", "presence_penalty", "temperature", "top_p"] {
            set("gen_ai.request.\(name)", value: fields[name]?.numberValue.map { .double($0) })
        }
    }

    private mutating func describeEmbeddings(_ fields: [String: JSONValue]) {
        let count = fields["dimensions"]?.integerValue
        set("gen_ai.embeddings.dimension.count", value: count.map(SpanAttribute.integer))
        let format = fields["encoding_format"]?.stringValue
        set("gen_ai.request.encoding_formats", value: format.map { .stringArray([$0]) })
    }
}
