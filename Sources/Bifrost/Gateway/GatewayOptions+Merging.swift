extension GatewayOptions {
    /// These options, with the other ones where these say nothing.
    ///
    /// Each option counts by itself, also those within ``Session``, ``Cache`` and ``MCP``; dictionaries are merged name
    /// by name, whatever the case of the names.
    ///
    /// - Parameter fallback: The options of the next level.
    /// - Returns: The merged options.
    public func or(_ fallback: GatewayOptions) -> GatewayOptions {
        GatewayOptions(
            virtualKey: virtualKey ?? fallback.virtualKey,
            storedKey: storedKey ?? fallback.storedKey,
            directKey: directKey ?? fallback.directKey,
            session: session.or(fallback.session),
            cache: cache.or(fallback.cache),
            fallbacks: fallbacks ?? fallback.fallbacks,
            requestID: requestID ?? fallback.requestID,
            parentRequestID: parentRequestID ?? fallback.parentRequestID,
            returnsRawRequest: returnsRawRequest ?? fallback.returnsRawRequest,
            returnsRawResponse: returnsRawResponse ?? fallback.returnsRawResponse,
            mcp: mcp.or(fallback.mcp),
            requestTimeout: requestTimeout ?? fallback.requestTimeout,
            streamIdleTimeout: streamIdleTimeout ?? fallback.streamIdleTimeout,
            guardrails: guardrails ?? fallback.guardrails,
            compat: compat ?? fallback.compat,
            disablesContentLogging: disablesContentLogging ?? fallback.disablesContentLogging,
            forwardedHeaders: merge(forwardedHeaders, fallback.forwardedHeaders),
            prometheusLabels: merge(prometheusLabels, fallback.prometheusLabels),
            logMetadata: merge(logMetadata, fallback.logMetadata),
            dimensions: merge(dimensions, fallback.dimensions),
            maximTags: merge(maximTags, fallback.maximTags)
        )
    }

    private func merge<Value>(_ members: [String: Value], _ fallback: [String: Value]) -> [String: Value] {
        guard !members.isEmpty, !fallback.isEmpty else { return members.isEmpty ? fallback : members }
        let names = Set(members.keys.map { $0.lowercased() })
        return fallback.filter { !names.contains($0.key.lowercased()) }.merging(members) { $1 }
    }
}

extension GatewayOptions.Session {
    fileprivate func or(_ fallback: Self) -> Self { Self(id: id ?? fallback.id, ttl: ttl ?? fallback.ttl) }
}

extension GatewayOptions.Cache {
    fileprivate func or(_ fallback: Self) -> Self {
        Self(
            key: key ?? fallback.key, ttl: ttl ?? fallback.ttl, threshold: threshold ?? fallback.threshold,
            type: type ?? fallback.type, noStore: noStore ?? fallback.noStore)
    }
}

extension GatewayOptions.MCP {
    fileprivate func or(_ fallback: Self) -> Self {
        Self(
            clients: clients ?? fallback.clients, tools: tools ?? fallback.tools,
            sessionID: sessionID ?? fallback.sessionID)
    }
}
