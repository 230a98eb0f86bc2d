internal import LLM

extension Job<EmbeddingResponse> {
    /// The vectors of texts or of lists of tokens.
    ///
    /// - Parameters:
    ///   - input: What vectors are asked for; at least one.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func embedding(_ input: EmbeddingInput, options: EmbeddingOptions = EmbeddingOptions()) -> Job {
        Job(.embedding) { (model) throws(LLMError) in
            try model.service.embeddingRequest(input, options, base: .native)
        }
    }

    /// The vectors of texts.
    ///
    /// - Parameters:
    ///   - texts: The texts, at least one.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func embedding(_ texts: [String], options: EmbeddingOptions = EmbeddingOptions()) -> Job {
        embedding(.texts(texts), options: options)
    }
}

extension Job<CompletionResponse> {
    /// Text completions.
    ///
    /// - Parameters:
    ///   - prompts: The texts to go on with; at least one.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func completion(_ prompts: [String], options: CompletionOptions = CompletionOptions()) -> Job {
        Job(.completion) { (model) throws(LLMError) in
            try model.service.completionRequest(prompts, options, base: .native, streamed: false)
        }
    }
}

extension Job<RerankResponse> {
    /// A ranking of documents.
    ///
    /// - Parameters:
    ///   - query: The question; not empty.
    ///   - documents: The documents, at least one.
    ///   - options: Settings of the call; its limits are those of the request that submits the job.
    /// - Returns: The job.
    public static func rerank(
        _ query: String, documents: [RerankDocument], options: RerankOptions = RerankOptions()
    ) -> Job {
        Job(.rerank) { (model) throws(LLMError) in try model.service.rerankRequest(query, documents, options) }
    }
}
