enum UsageKey: String, CaseIterable {
    case input = "prompt_tokens"
    case output = "completion_tokens"
    case total = "total_tokens"
    case inputDetails = "prompt_tokens_details"
    case outputDetails = "completion_tokens_details"
    case cost

    static let keys = WireKeys<Self>()
}

enum InputDetailsKey: String, CaseIterable {
    case text = "text_tokens"
    case audio = "audio_tokens"
    case image = "image_tokens"
    case cached = "cached_tokens"
    case cachedRead = "cached_read_tokens"
    case cachedWrite = "cached_write_tokens"

    static let keys = WireKeys<Self>()
}

enum OutputDetailsKey: String, CaseIterable {
    case text = "text_tokens"
    case audio = "audio_tokens"
    case image = "image_tokens"
    case reasoning = "reasoning_tokens"
    case acceptedPrediction = "accepted_prediction_tokens"
    case rejectedPrediction = "rejected_prediction_tokens"
    case citation = "citation_tokens"
    case searchQueries = "num_search_queries"

    static let keys = WireKeys<Self>()
}

enum CostKey: String, CaseIterable {
    case total = "total_cost"
    case input = "input_tokens_cost"
    case output = "output_tokens_cost"
    case reasoning = "reasoning_tokens_cost"
    case citation = "citation_tokens_cost"
    case searchQueries = "search_queries_cost"
    case request = "request_cost"

    static let keys = WireKeys<Self>()
}
