internal import LLM

extension CompletionOptions: ModelCallOptions {
    static var gatewayFields: Set<String> {
        [
            "model", "prompt", "stream_options", "max_tokens", "temperature", "top_p", "n", "best_of", "stop", "suffix",
            "echo", "logprobs", "logit_bias", "presence_penalty", "frequency_penalty", "seed", "user", "fallbacks",
            "extra_params",
        ]
    }

    func validate() throws(LLMError) {
        let counts = [("maxTokens", maxTokens), ("n", n), ("bestOf", bestOf)]
        for (name, count) in counts {
            try RequestValidation.require(count ?? 1 >= 1, "CompletionOptions.\(name) must be at least one")
        }
        try RequestValidation.require(logprobs ?? 0 >= 0, "CompletionOptions.logprobs must not be negative")
    }

    /// How many completions an answer to so many prompts has; nil when extra fields decide that.
    func completions(ofPrompts prompts: Int) -> Int? {
        guard extraFields["prompt"] == nil, extraFields["n"] == nil else { return nil }
        let (count, isTooLarge) = prompts.multipliedReportingOverflow(by: n ?? 1)
        return isTooLarge ? nil : count
    }
}

extension JSONWriter {
    /// Writes the options of a text completion.
    mutating func completion(_ options: CompletionOptions, unless extra: ExtraFields) throws(JSONError) {
        optional("max_tokens", options.maxTokens, unless: extra)
        try optional("temperature", options.temperature, unless: extra)
        try optional("top_p", options.topP, unless: extra)
        optional("n", options.n, unless: extra)
        optional("best_of", options.bestOf, unless: extra)
        try optional("stop", .array(options.stopSequences.map { .string($0) }), unless: extra)
        optional("suffix", options.suffix, unless: extra)
        optional("echo", options.echo, unless: extra)
        optional("logprobs", options.logprobs, unless: extra)
        try optional("logit_bias", .object(options.logitBias.mapValues { .number($0) }), unless: extra)
        try optional("presence_penalty", options.presencePenalty, unless: extra)
        try optional("frequency_penalty", options.frequencyPenalty, unless: extra)
        optional("seed", options.seed, unless: extra)
        optional("user", options.user, unless: extra)
    }
}
