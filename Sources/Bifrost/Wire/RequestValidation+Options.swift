internal import LLM

extension RequestValidation {
    static func check(_ options: GenerateOptions) throws(LLMError) {
        try requireFinite(options.temperature, "temperature")
        try requireFinite(options.topP, "topP")
        try requireFinite(options.presencePenalty, "presencePenalty")
        try requireFinite(options.frequencyPenalty, "frequencyPenalty")
        try require(options.logitBias.values.allSatisfy(\.isFinite), "logitBias is not a finite number")
        try require(options.maxTokens ?? 1 > 0, "maxTokens must be more than zero")
        try require(options.n ?? 1 > 0, "n must be more than zero")
        try checkLogprobs(options)
        if case .jsonSchema(let format)? = options.responseFormat {
            try require(format.schema.objectValue != nil, "the schema of the response format is not an object")
        }
        try checkExtraFields(options.extraFields)
    }

    private static func requireFinite(_ value: Double?, _ name: String) throws(LLMError) {
        try require(value?.isFinite ?? true, "\(name) is not a finite number")
    }

    private static func checkLogprobs(_ options: GenerateOptions) throws(LLMError) {
        guard let count = options.topLogprobs else { return }
        try require(0...20 ~= count, "topLogprobs must be within 0 and 20")
        try require(
            options.logprobs == true || options.extraFields["logprobs"] != nil, "topLogprobs needs logprobs to be true")
    }

    private static func checkExtraFields(_ fields: [String: JSONValue]) throws(LLMError) {
        guard !fields.isEmpty else { return }
        for name in ["model", "messages", "stream"] {
            try require(fields[name] == nil, "extraFields must not contain \"\(name)\"")
        }
        try require(fields["metadata"].isObjectIfPresent, "metadata is not an object")
    }
}
