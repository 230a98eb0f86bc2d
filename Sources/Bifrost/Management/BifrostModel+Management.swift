internal import HTTPTransport
public import LLM

extension BifrostModel {
    /// Asks the gateway how it is (`GET /health`, above the base URL's interface).
    ///
    /// It is asked once, since its answer of now is what is wanted. A gateway may take 10 s, when its databases do not
    /// answer.
    ///
    /// - Parameter limits: Time limits of this call.
    /// - Returns: What the gateway says.
    /// - Throws: `LLMError` for every failure, also when the gateway says with status 503 that it is not well, in the
    ///   error's message; `CancellationError` when the task was cancelled.
    public func health(limits: TimeLimits = TimeLimits()) async throws -> Health {
        var request = EndpointRequest("GET", base: .root, path: "/health", limits: limits)
        request.repetition = .never
        return try await service.call(request).json { (json, metadata) throws(LLMError) in
            try Health(json: json, metadata: metadata)
        }
    }

    /// Asks for the gateway's version (`GET /api/version`, above the base URL's interface).
    ///
    /// A gateway whose dashboard has a login of its own may ask for it.
    ///
    /// - Parameter limits: Time limits of this call.
    /// - Returns: The version, such as `v1.4.19`.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func version(limits: TimeLimits = TimeLimits()) async throws -> String {
        let request = EndpointRequest("GET", base: .root, path: "/api/version", limits: limits)
        return try await service.call(request).json { (json, _) throws(LLMError) in
            guard let version = json.filledText ?? json["version"]?.filledText else {
                throw LLMError(.malformed, "the answer is no version")
            }
            return version
        }
    }

    /// Removes an answer from the gateway's cache (`DELETE /api/cache/clear/ID`, above the base URL's interface).
    ///
    /// - Parameters:
    ///   - requestID: The id of the cache's entry: `ResponseMetadata.gateway.cache?.id`.
    ///   - limits: Time limits of this call.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func clearCache(requestID: String, limits: TimeLimits = TimeLimits()) async throws {
        try await clearCache("clear", requestID, limits)
    }

    /// Removes all answers of a cache key from the gateway's cache (`DELETE /api/cache/clear-by-key/KEY`).
    ///
    /// - Parameters:
    ///   - key: The key: ``GatewayOptions/Cache/key``.
    ///   - limits: Time limits of this call.
    /// - Throws: `LLMError` for every failure, `CancellationError` when the task was cancelled.
    public func clearCache(key: String, limits: TimeLimits = TimeLimits()) async throws {
        try await clearCache("clear-by-key", key, limits)
    }

    private func clearCache(_ action: String, _ name: String, _ limits: TimeLimits) async throws {
        try RequestValidation.require(
            !name.isEmpty && name.isPathComponent, "what to clear of the cache has no usable name")
        let request = EndpointRequest(
            "DELETE", base: .root, path: "/api/cache/\(action)/\(name.percentEncoded)", limits: limits)
        let call = try service.call(request)
        try await call.answer { (answer) throws(LLMError) in
            if let error = call.errors.error(declaredIn: answer.body) { throw error }
        }
    }
}
