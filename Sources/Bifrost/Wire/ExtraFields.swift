internal import LLM

/// Further fields of a request, sorted to where the gateway looks for them.
struct ExtraFields {
    let topLevel: [String: JSONValue]
    /// Fields for the provider that the drop-in takes only under `extra_params`.
    let nested: [String: JSONValue]

    /// - Parameters:
    ///   - fields: The fields.
    ///   - known: Those that the gateway itself knows by name at the endpoint.
    ///   - flavour: Where the others go.
    init(_ fields: [String: JSONValue], known: Set<String>, flavour: GatewayFlavour) {
        switch flavour {
        case .native:
            topLevel = fields
            nested = [:]
        case .dropIn:
            topLevel = fields.filter { known.contains($0.key) }
            nested = fields.filter { !known.contains($0.key) }
        }
    }

    init(_ options: GenerateOptions, flavour: GatewayFlavour) {
        self.init(options.passthroughFields, known: Self.gatewayFields, flavour: flavour)
    }

    func contains(_ name: String) -> Bool { topLevel[name] != nil }

    /// What the gateway itself knows by name, on both sets of routes.
    private static let gatewayFields: Set = [
        "stream_options", "fallbacks", "max_completion_tokens", "max_tokens", "temperature", "top_p",
        "presence_penalty", "frequency_penalty", "seed", "top_logprobs", "logprobs", "logit_bias", "stop", "tools",
        "tool_choice", "parallel_tool_calls", "response_format", "reasoning", "reasoning_effort",
        "reasoning_max_tokens", "verbosity", "modalities", "audio", "prediction", "metadata", "service_tier",
        "safety_identifier", "prompt_cache_key", "prompt_cache_retention", "store", "user", "web_search_options",
        "truncation", "extra_params",
    ]
}

extension GenerateOptions {
    /// Fields that the gateway hands on only when it is told to; it has no name for `n` either.
    var passthroughFields: [String: JSONValue] {
        guard let n else { return extraFields }
        return ["n": .integer(Int64(n))].merging(extraFields) { $1 }
    }
}

extension JSONWriter {
    mutating func fields(_ extra: ExtraFields) throws(JSONError) {
        for (name, value) in extra.topLevel.sorted(by: { $0.key < $1.key }) { try member(name, value) }
        if !extra.nested.isEmpty { try member("extra_params", .object(extra.nested)) }
    }
}
