internal import LLM

extension JSONWriter {
    mutating func streaming(unless extra: ExtraFields) {
        member("stream", true)
        guard !extra.contains("stream_options") else { return }
        key("stream_options")
        beginObject()
        member("include_usage", true)
        endObject()
    }

    /// How the model chooses its tokens, and how many.
    mutating func sampling(_ options: GenerateOptions, unless extra: ExtraFields) throws(JSONError) {
        try optional("temperature", options.temperature, unless: extra)
        // Both names mean the same limit, so the older one in the extra fields takes the place of the newer one.
        if !extra.contains("max_tokens") { optional("max_completion_tokens", options.maxTokens, unless: extra) }
        try optional("top_p", options.topP, unless: extra)
        try optional("presence_penalty", options.presencePenalty, unless: extra)
        try optional("frequency_penalty", options.frequencyPenalty, unless: extra)
        optional("seed", options.seed, unless: extra)
        // Always a list: the gateway refuses a single text.
        if !options.stopSequences.isEmpty {
            try optional("stop", .array(options.stopSequences.map { .string($0) }), unless: extra)
        }
    }

    /// How likely tokens are, told and changed.
    mutating func likelihood(_ options: GenerateOptions, unless extra: ExtraFields) throws(JSONError) {
        optional("logprobs", options.logprobs, unless: extra)
        optional("top_logprobs", options.topLogprobs, unless: extra)
        if !options.logitBias.isEmpty {
            try optional("logit_bias", .object(options.logitBias.mapValues { .number($0) }), unless: extra)
        }
    }

    /// What the answer looks like.
    mutating func form(_ options: GenerateOptions, unless extra: ExtraFields) throws(JSONError) {
        if let format = options.responseFormat { try optional("response_format", format.json, unless: extra) }
        if let reasoning = options.reasoning { try optional("reasoning", reasoning.json(unless: extra), unless: extra) }
        optional("verbosity", options.verbosity?.rawValue, unless: extra)
        if !options.modalities.isEmpty {
            try optional("modalities", .array(options.modalities.map { .string($0.rawValue) }), unless: extra)
        }
        if let audio = options.audio { try optional("audio", audio.json, unless: extra) }
        if let prediction = options.prediction, !extra.contains("prediction") {
            key("prediction")
            beginObject()
            member("type", "content")
            content(prediction.content)
            endObject()
        }
    }

    /// What the provider does beside answering, and for whom.
    mutating func provider(_ options: GenerateOptions, unless extra: ExtraFields) throws(JSONError) {
        if let search = options.webSearch, !extra.contains("web_search_options") {
            try member("web_search_options", search.json)
        }
        optional("truncation", options.truncation, unless: extra)
        optional("service_tier", options.serviceTier?.rawValue, unless: extra)
        optional("prompt_cache_key", options.promptCacheKey, unless: extra)
        optional("prompt_cache_retention", options.promptCacheRetention?.rawValue, unless: extra)
        optional("store", options.store, unless: extra)
        if !options.metadata.isEmpty { try optional("metadata", .object(options.metadata), unless: extra) }
        optional("user", options.user, unless: extra)
        optional("safety_identifier", options.safetyIdentifier, unless: extra)
    }
}

extension ResponseFormat {
    fileprivate var json: JSONValue {
        switch self {
        case .text: ["type": "text"]
        case .jsonObject: ["type": "json_object"]
        case .jsonSchema(let format):
            [
                "type": "json_schema",
                "json_schema": .members([
                    "name": .string(format.name.isEmpty ? "response_schema" : format.name), "schema": format.schema,
                    "description": .string(format.description), "strict": format.strict.map { .bool($0) },
                ]),
            ]
        }
    }
}

extension Reasoning {
    /// The gateway refuses its own and OpenAI's name for one setting side by side.
    fileprivate func json(unless extra: ExtraFields) -> JSONValue {
        .members([
            "enabled": isEnabled.map { .bool($0) },
            "effort": extra.contains("reasoning_effort") ? nil : .string(effort?.rawValue),
            "max_tokens": extra.contains("reasoning_max_tokens") ? nil : maxTokens.map { .integer(Int64($0)) },
        ])
    }
}

extension AudioOptions {
    fileprivate var json: JSONValue { ["format": .string(format.rawValue), "voice": .string(voice)] }
}

extension WebSearchOptions {
    fileprivate var json: JSONValue {
        .members([
            "search_context_size": .string(contextSize?.rawValue),
            "user_location": userLocation.map { ["type": "approximate", "approximate": $0.json] },
        ])
    }
}

extension WebSearchOptions.UserLocation {
    fileprivate var json: JSONValue {
        .members([
            "city": .string(city), "country": .string(country), "region": .string(region),
            "timezone": .string(timezone),
        ])
    }
}
