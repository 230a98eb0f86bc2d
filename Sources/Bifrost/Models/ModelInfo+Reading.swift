internal import LLM

extension ModelInfo {
    /// Reads an entry of either flavour's list; nil for one without an id, which nobody could ask for.
    init?(json: JSONValue) {
        guard var members = JSONMembers(json), let id = members.filledText("id") else { return nil }
        self.init(id: id)
        name = members.filledText("name")
        canonicalSlug = members.filledText("canonical_slug")
        deployment = members.filledText("deployment")
        created = members.integer("created").flatMap { $0 == 0 ? nil : $0 }
        owner = members.filledText("owned_by")
        description = members.filledText("description")
        isActive = members.bool("active")
        contextLength = members.integer("context_length") ?? members.integer("context_window")
        maxInputTokens = members.integer("max_input_tokens")
        maxOutputTokens = members.integer("max_output_tokens")
        huggingFaceID = members.filledText("hugging_face_id")
        supportedMethods = members.texts("supported_methods")
        supportedParameters = members.texts("supported_parameters")
        architecture = members.take("architecture", Architecture.init(json:))
        pricing = members.take("pricing", Pricing.init(json:))
        topProvider = members.take("top_provider", TopProvider.init(json:))
        perRequestLimits = members.value("per_request_limits")
        defaultParameters = members.value("default_parameters")
        // The drop-in says `model` here, in each entry.
        members.drop("object")
        additionalFields = members.rest
    }
}

extension ModelInfo.Architecture {
    fileprivate init?(json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        modality = members.filledText("modality")
        tokenizer = members.filledText("tokenizer")
        instructType = members.filledText("instruct_type")
        inputModalities = members.texts("input_modalities")
        outputModalities = members.texts("output_modalities")
    }
}

extension ModelInfo.TopProvider {
    fileprivate init?(json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        isModerated = members.bool("is_moderated")
        contextLength = members.integer("context_length")
        maxOutputTokens = members.integer("max_completion_tokens")
    }
}

extension ModelInfo.Pricing {
    fileprivate init?(json: JSONValue) {
        guard let members = JSONMembers(json)?.rest else { return nil }
        func price(_ name: String) -> ModelInfo.Price? { members[name].flatMap(ModelInfo.Price.init(json:)) }
        prompt = price("prompt")
        completion = price("completion")
        request = price("request")
        image = price("image")
        webSearch = price("web_search")
        internalReasoning = price("internal_reasoning")
        inputCacheRead = price("input_cache_read")
        inputCacheWrite = price("input_cache_write")
    }
}

extension ModelInfo.Price {
    fileprivate init?(json: JSONValue) {
        // A number's own text has all digits that it has here, be it whole or not.
        guard let text = json.stringValue ?? (json.numberValue == nil ? nil : try? json.serializedText()) else {
            return nil
        }
        self.init(text)
    }
}
