/// Names of OpenTelemetry's conventions for generative AI, schema `https://opentelemetry.io/schemas/gen-ai/1.42.0`.
///
/// The conventions are in development; names change when they do.
enum GenAI {
    static let operationName = "gen_ai.operation.name"
    static let providerName = "gen_ai.provider.name"
    static let requestModel = "gen_ai.request.model"
    static let responseModel = "gen_ai.response.model"
    static let tokenType = "gen_ai.token.type"
    static let timeToFirstChunk = "gen_ai.response.time_to_first_chunk"
    static let toolName = "gen_ai.tool.name"
    static let agentName = "gen_ai.agent.name"
    static let serverAddress = "server.address"
    static let serverPort = "server.port"
    static let errorType = "error.type"
    static let statusCode = "http.response.status_code"

    /// The provider's name as the conventions have it; others stay as the gateway spells them.
    static func provider(_ name: String) -> String { wellKnown[name] ?? name }

    private static let wellKnown = [
        "azure": "azure.ai.openai", "bedrock": "aws.bedrock", "gemini": "gcp.gemini", "mistral": "mistral_ai",
        "vertex": "gcp.vertex_ai", "xai": "x_ai",
    ]
}

/// Names of our own.
enum Own {
    static let attempts = "bifrost.client.attempts"
    static let attempt = "bifrost.client.attempt"
    static let requestID = "bifrost.client.request_id"
    static let isCached = "bifrost.client.cached"
    static let answeringModel = "bifrost.client.answering_model"
    static let wait = "bifrost.client.retry.wait"
    static let retryEvent = "bifrost.client.retry"
}
