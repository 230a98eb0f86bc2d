/// The gateway's cache, imitated with the record of requests: the same body under the same key is a hit.
struct CacheRecord: Sendable {
    /// The earlier request whose answer is taken again; nil is a miss.
    let entry: RecordedRequest?
    private let request: RecordedRequest

    /// Nil without a cache key: nothing is cached then.
    init?(_ request: RecordedRequest, history: () -> [RecordedRequest]) {
        guard let key = request.values(of: "x-bf-cache-key").first, !key.isEmpty else { return nil }
        self.request = request
        let history = history().filter { $0.index < request.index }
        entry = history.first { earlier in
            earlier.values(of: "x-bf-cache-key").first == key
                && earlier.values(of: "x-bf-cache-no-store").first != "true" && earlier.path == request.path
                && earlier.body == request.body
                && !history.contains { $0.index > earlier.index && $0.evicts(Self.id(of: earlier), of: key) }
        }
    }

    /// What the paths of the requests have in common that remove something.
    static let eviction = "/api/cache/clear"

    /// `cache_debug` of the answer.
    var debug: JSONValue {
        guard let entry else { return ["cache_hit": false, "cache_id": .string(Self.id(of: request))] }
        guard request.values(of: "x-bf-cache-type").first == "semantic" else {
            return ["cache_hit": true, "cache_id": .string(Self.id(of: entry)), "hit_type": "direct"]
        }
        let threshold = request.values(of: "x-bf-cache-threshold").first.flatMap(Double.init) ?? 0.8
        return [
            "cache_hit": true, "cache_id": .string(Self.id(of: entry)), "hit_type": "semantic",
            "provider_used": "openai",
            "model_used": "text-embedding-3-small", "input_tokens": 1, "threshold": .number(threshold),
            "similarity": .number(1),
        ]
    }

    private static func id(of request: RecordedRequest) -> String { "cache-\(request.index + 1)" }
}

extension RecordedRequest {
    /// Whether it removed the cache's entry of this id, or all of this key.
    fileprivate func evicts(_ id: String, of key: String) -> Bool {
        guard method == "DELETE", path.hasPrefix(CacheRecord.eviction) else { return false }
        let target = path.dropFirst(CacheRecord.eviction.count).percentDecoded
        return target == "/\(id)" || target == "-by-key/\(key)"
    }
}
