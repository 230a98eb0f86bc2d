public import LLM

/// What the gateway says about an answer, or about an error.
///
/// Everything is optional, since releases of the gateway differ. It comes from the body's `extra_fields` and from the
/// answer's header fields; where both speak, the body counts, which is written later: a stream's head tells what was
/// known before the first chunk.
public struct GatewayMetadata: Hashable, Sendable, Codable {
    /// The gateway's id of the call, by which its log finds it (`x-bifrost-request-id`).
    public var requestID: String?
    /// The id of the gateway's trace (`x-bifrost-trace-id`).
    public var traceID: String?
    /// What kind of call it was, such as `chat_completion_stream` (`request_type`, `x-bifrost-request-type`).
    public var requestType: String?
    /// How long the last attempt at a provider took (`latency`); on a stream that did not come to its end, the time
    /// between the last two chunks.
    public var latency: Duration?
    /// How long the gateway waited for providers in all, until its head was written (`x-bifrost-upstream-latency-ms`).
    public var upstreamLatency: Duration?
    /// The number of the last chunk, from zero (`chunk_index`); there may be gaps.
    public var chunkIndex: Int?
    /// Who answered, and instead of whom.
    public var routing: Routing
    /// What the gateway's cache did (`cache_debug`).
    ///
    /// Nil when it was not asked. A stream tells with its last chunk.
    public var cache: CacheLookup?
    /// Parameters that the gateway dropped, since the model does not know them (`dropped_compat_plugin_params`).
    public var droppedParameters: [String]
    /// The kind of call that the gateway made of this one (`converted_request_type`).
    public var convertedRequestType: String?
    /// The provider's request, when ``GatewayOptions/returnsRawRequest`` asked for it (`raw_request`).
    public var rawRequest: JSONValue?
    /// The provider's answer, when ``GatewayOptions/returnsRawResponse`` asked for it (`raw_response`).
    ///
    /// On a stream it is that of the last chunk, as a text.
    public var rawResponse: JSONValue?
    /// The provider's own header fields, names in lower case (`provider_response_headers`).
    public var providerHeaders: [String: String]
    /// How much more the provider allows, from its header fields.
    public var rateLimits: RateLimits
    /// All of `extra_fields`, for what has no property here.
    public var extraFields: JSONValue?
}

extension GatewayMetadata {
    /// Who answered, and instead of whom.
    public struct Routing: Hashable, Sendable, Codable {
        /// The provider that answered (`routing_info.provider`, `provider`, `x-bifrost-provider`).
        public var provider: String?
        /// The provider that was asked for (`routing_info.requested_provider`).
        public var requestedProvider: String?
        /// The model that was asked for (`original_model_requested`, `model_requested`, `x-bifrost-original-model`).
        public var requestedModel: String?
        /// The model that answered (`resolved_model_used`, `routing_info.model`, `x-bifrost-resolved-model`).
        public var model: String?
        /// The deployment at the provider, as with Azure (`model_deployment`).
        public var deployment: String?
        /// What the model's name stands for on the key that was used (`routing_info.resolved_key_alias`).
        public var alias: Alias?
        /// The name of the stored key that was used (`routing_info.key`).
        public var key: String?
        /// Whether another model answered than the first one (`routing_info.is_fallback`, ``fallbackIndex``).
        public var isFallback: Bool
        /// Which of the fallbacks answered, from one (`x-bifrost-fallback-index`).
        ///
        /// Nil when the first model answered, and when the gateway did not say.
        public var fallbackIndex: Int?
        /// The provider that was tried first (`routing_info.primary_provider`).
        public var primaryProvider: String?
        /// The model that was tried first (`routing_info.primary_model`).
        public var primaryModel: String?
        /// The model to which the provider itself handed the call (`routing_info.server_side_fallback_model`).
        public var serverSideFallbackModel: String?
    }

    /// What a model's name stands for.
    public struct Alias: Hashable, Sendable, Codable {
        /// The provider's id of the model.
        public var modelID: String?
        /// The model's usual name.
        public var modelName: String?
        /// The family that the model belongs to.
        public var modelFamily: String?
    }

    /// What the gateway's cache did for a call (`cache_debug`).
    public struct CacheLookup: Hashable, Sendable, Codable {
        /// Whether the answer came from the cache.
        public var isHit: Bool
        /// The id of the entry, by which it can be removed.
        public var id: String?
        /// How the entry was found.
        public var type: GatewayOptions.CacheType?
        /// The provider of this call.
        public var requestedProvider: String?
        /// The model of this call.
        public var requestedModel: String?
        /// The provider that made the conversation comparable.
        public var usedProvider: String?
        /// The model that made the conversation comparable.
        public var usedModel: String?
        /// The tokens that this took.
        public var inputTokens: Int?
        /// How alike two conversations had to be.
        public var threshold: Double?
        /// How alike they were.
        public var similarity: Double?
    }
}

extension GatewayMetadata: CustomStringConvertible, CustomReflectable {
    /// Who answered to which request; never what was said.
    public var description: String {
        let parts = [routing.provider, routing.model, requestID.map { "[request \($0)]" }].compactMap(\.self)
        return "GatewayMetadata(\(parts.joined(separator: " ")))"
    }

    /// A mirror without the provider's request and answer.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "requestID": requestID as Any, "traceID": traceID as Any, "routing": routing, "cache": cache as Any,
                "rateLimits": rateLimits,
            ])
    }
}
