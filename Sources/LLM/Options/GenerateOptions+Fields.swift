extension GenerateOptions {
    struct Fields: Hashable, Sendable {
        var providerValues = ProviderValues()
        var temperature: Double?
        var maxTokens: Int?
        var topP: Double?
        var stopSequences: [String]
        var responseFormat: ResponseFormat?
        var toolChoice: ToolChoice?
        var parallelToolCalls: Bool?
        var seed: Int?
        var presencePenalty: Double?
        var frequencyPenalty: Double?
        var logitBias: [String: Double]
        var logprobs: Bool?
        var topLogprobs: Int?
        var n: Int?
        var reasoning: Reasoning?
        var verbosity: Verbosity?
        var modalities: [Modality]
        var audio: AudioOptions?
        var prediction: Prediction?
        var webSearch: WebSearchOptions?
        var truncation: String?
        var serviceTier: ServiceTier?
        var promptCacheKey: String?
        var promptCacheRetention: PromptCacheRetention?
        var store: Bool?
        var metadata: [String: JSONValue]
        var user: String?
        var safetyIdentifier: String?
        var extraFields: [String: JSONValue]
        var detail: AnswerDetail
        var limits: TimeLimits
    }
}
