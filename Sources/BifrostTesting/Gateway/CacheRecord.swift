/// The gateway's cache, imitated with the record of requests: the same body under the same key is a hit.
struct CacheRecord: Sendable {
    /// The earlier request whose answer is taken again; nil is a miss.
    let entry: RecordedRequest?
    private let request: RecordedRequest

    /// Nil without a cache key: nothing is cached then.
    init?(_ request: RecordedRequest, history: () -> [RecordedRequest]) {
        guard let key = request.values(of: "x-bf-cache-key").first, !key.isEmpty else { return nil }
        self.request = request
        entry = history().first { earlier in
            earlier.index < request.index && earlier.values(of: "x-bf-cache-key").first == key
                && earlier.values(of: "x-bf-cache-no-store").first != "true" && earlier.path == request.path
                && earlier.body == request.body
        }
    }

    /// `cache_debug` of the answer.
    var debug: JSONValue {
        guard let entry else { return ["cache_hit": false, "cache_id": id(of: request)] }
        guard request.values(of: "x-bf-cache-type").first == "semantic" else {
            return ["cache_hit": true, "cache_id": id(of: entry), "hit_type": "direct"]
        }
        let threshold = request.values(of: "x-bf-cache-threshold").first.flatMap(Double.init) ?? 0.8
        return [
            "cache_hit": true, "cache_id": id(of: entry), "hit_type": "semantic", "provider_used": "openai",
            "model_used": "text-embedding-3-small", "input_tokens": 1, "threshold": .number(threshold),
            "similarity": .number(1),
        ]
    }

    private func id(of request: RecordedRequest) -> JSONValue { .string("cache-\(request.index + 1)") }
}
