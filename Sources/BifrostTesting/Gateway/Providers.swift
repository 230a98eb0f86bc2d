/// The providers whose name before a slash makes it a prefix.
enum Providers {
    private static let standard: Set<String> = [
        "openai", "azure", "anthropic", "bedrock", "cohere", "vertex", "mistral", "ollama", "groq", "sgl", "parasail",
        "perplexity", "cerebras", "gemini", "openrouter", "elevenlabs", "huggingface", "nebius", "xai", "replicate",
        "vllm", "runway", "fireworks",
    ]

    /// The standard ones and those of the configured models.
    static func known(with models: [String]) -> Set<String> {
        standard.union(models.compactMap { $0.split(separator: "/").first.map(String.init) })
    }
}
