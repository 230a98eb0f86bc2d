internal import HTTPTransport
public import LLM

extension ResponseMetadata {
    /// What the gateway says about the answer; read anew at each access.
    ///
    /// On a stream it has what the head says as soon as that is there, and the rest after the last chunk.
    public var gateway: GatewayMetadata { GatewayMetadata(self) }
}

extension LLMError {
    /// What the gateway says about the failed call.
    ///
    /// Nil when nothing was sent.
    public var gateway: GatewayMetadata? { metadata?.gateway }
}

extension GatewayMetadata {
    init(_ metadata: ResponseMetadata) {
        let source = GatewaySource(metadata)
        requestID = source.headers["x-bifrost-request-id"]
        traceID = source.headers["x-bifrost-trace-id"]
        requestType = source.text("request_type") ?? source.header("request-type")
        latency = source["latency"]?.numberValue.flatMap { Duration(decimalSeconds: $0 / 1000) }
        upstreamLatency = source.header("upstream-latency-ms").flatMap(Double.init)
            .flatMap { Duration(decimalSeconds: $0 / 1000) }
        chunkIndex = source["chunk_index"]?.integerValue
        routing = Routing(source)
        cache = source["cache_debug"].flatMap(CacheLookup.init)
        droppedParameters = source["dropped_compat_plugin_params"]?.arrayValue?.compactMap(\.stringValue) ?? []
        convertedRequestType = source.text("converted_request_type")
        rawRequest = source["raw_request"]
        rawResponse = source["raw_response"]
        providerHeaders = source.providerHeaders
        rateLimits = RateLimits(source)
        extraFields = source.fields
    }
}

extension GatewayMetadata.Routing {
    fileprivate init(_ source: GatewaySource) {
        provider =
            source.routingInfo("provider") ?? source.text("provider") ?? source.header("provider")
            ?? source.routing("provider")
        requestedProvider = source.routing("requested_provider")
        requestedModel =
            source.text("original_model_requested") ?? source.text("model_requested")
            ?? source.routingInfo("requested_model") ?? source.header("original-model")
            ?? source.routing("requested_model")
        model =
            source.text("resolved_model_used") ?? source.routingInfo("model") ?? source.header("resolved-model")
            ?? source.routing("model")
        deployment = source.text("model_deployment")
        alias = GatewayMetadata.Alias(source)
        key = source.routing("key")
        fallbackIndex = source.header("fallback-index").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        isFallback =
            source["routing_info"]?["is_fallback"]?.boolValue == true
            || source.header("routing-info-is-fallback")?.lowercased() == "true" || fallbackIndex != nil
        primaryProvider = source.routing("primary_provider")
        primaryModel = source.routing("primary_model")
        serverSideFallbackModel = source.routing("server_side_fallback_model")
    }
}

extension GatewayMetadata.Alias {
    fileprivate init?(_ source: GatewaySource) {
        let alias = source["routing_info"]?["resolved_key_alias"]
        modelID = alias?["model_id"]?.stringValue ?? source.header("routing-info-alias-model-id")
        modelName = alias?["model_name"]?.stringValue ?? source.header("routing-info-alias-model-name")
        modelFamily = alias?["model_family"]?.stringValue ?? source.header("routing-info-alias-model-family")
        if modelID == nil && modelName == nil && modelFamily == nil { return nil }
    }
}

extension GatewayMetadata.CacheLookup {
    fileprivate init?(_ debug: JSONValue) {
        guard let isHit = debug["cache_hit"]?.boolValue else { return nil }
        self.isHit = isHit
        id = debug["cache_id"]?.stringValue
        type = debug["hit_type"]?.stringValue.map(GatewayOptions.CacheType.init(rawValue:))
        requestedProvider = debug["requested_provider"]?.stringValue
        requestedModel = debug["requested_model"]?.stringValue
        usedProvider = debug["provider_used"]?.stringValue
        usedModel = debug["model_used"]?.stringValue
        inputTokens = debug["input_tokens"]?.integerValue
        threshold = debug["threshold"]?.numberValue
        similarity = debug["similarity"]?.numberValue
    }
}
