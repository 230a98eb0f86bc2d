/// How a request came to its answer, as the body and the head of the answer tell it.
struct Trail: Sendable {
    var release = EmbeddedGateway.Release.mixed
    /// The candidate that was tried first.
    var primary: (provider: String, model: String)
    /// Which candidate answers: 0 is the first one, 1 the first fallback.
    var index = 0
    /// `cache_debug`, when the request asks for the cache.
    var cache: JSONValue?
    var returnsRawRequest = false
    var returnsRawResponse = false

    init(of chat: ChatRequest) { primary = (chat.provider, chat.model) }
}

extension Trail {
    /// What newer releases say in `routing_info` and mirror in header fields; the stored key is always `default`.
    private func facts(_ answered: ChatRequest) -> [(name: String, value: JSONValue)] {
        var facts: [(name: String, value: JSONValue)] = [
            ("provider", .string(answered.provider)), ("model", .string(answered.model)), ("key", "default"),
        ]
        if index > 0 {
            facts += [
                ("is_fallback", true), ("primary_provider", .string(primary.provider)),
                ("primary_model", .string(primary.model)),
            ]
        }
        return facts + [
            ("requested_provider", .string(primary.provider)), ("requested_model", .string(primary.model)),
        ]
    }

    private func routingInfo(_ answered: ChatRequest) -> JSONValue {
        var object = JSONObject()
        for fact in facts(answered) { object.append(fact.name, fact.value) }
        return .object(object)
    }

    /// The body's `extra_fields`.
    ///
    /// - Parameters:
    ///   - answered: The candidate that answers.
    ///   - latency: The time that the answer, or the chunk, took.
    ///   - chunk: The chunk's number.
    ///   - raw: What the provider is said to have sent.
    ///   - isLast: Whether this is the last chunk, or the whole answer.
    /// - Returns: The object.
    func extraFields(
        _ answered: ChatRequest, latency: Duration, chunk: Int, raw: JSONValue, isLast: Bool
    ) -> JSONValue {
        let isNew = release == .newer
        return [
            "request_type": .string(answered.requestType), "provider": .string(answered.provider),
            "model_requested": isNew ? nil : .string(answered.model),
            "original_model_requested": isNew ? .string(primary.model) : nil,
            "resolved_model_used": isNew ? .string(answered.model) : nil,
            "latency": .integer(latency.milliseconds), "chunk_index": .integer(chunk),
            "raw_request": returnsRawRequest ? answered.body : nil,
            "raw_response": returnsRawResponse ? raw : nil,
            "cache_debug": isLast ? cache : nil,
            "routing_info": isNew ? routingInfo(answered) : nil,
        ]
    }

    /// The header fields that say who answered; the oldest releases have none.
    func headers(_ answered: ChatRequest) -> [(name: String, value: String)] {
        guard release != .older else { return [] }
        var headers = [
            ("x-bifrost-provider", answered.provider), ("x-bifrost-original-model", primary.model),
            ("x-bifrost-resolved-model", answered.model), ("x-bifrost-request-type", answered.requestType),
        ]
        if index > 0 { headers.append(("x-bifrost-fallback-index", "\(index)")) }
        guard release == .newer else { return headers }
        headers.append(("x-bifrost-upstream-latency-ms", "0.000"))
        return headers
            + facts(answered).map { fact in
                let name = String(fact.name.map { $0 == "_" ? "-" : $0 })
                return ("x-bifrost-routing-info-\(name)", fact.value.string ?? "true")
            }
    }
}
