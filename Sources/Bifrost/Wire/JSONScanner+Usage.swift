internal import LLM

extension JSONScanner {
    /// Reads `usage`; nil when it reports no count at all.
    mutating func usage(in bytes: Span<UInt8>) throws(JSONError) -> Usage? {
        guard try beginObjectIfPresent(in: bytes) else { return nil }
        var usage = Usage()
        let keys = UsageKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .input: usage.input = try integerIfPresent(in: bytes)
            case .output: usage.output = try integerIfPresent(in: bytes)
            case .total: usage.total = try integerIfPresent(in: bytes)
            case .inputDetails: usage.cached = try usageDetails(in: bytes).cached
            case .outputDetails: usage.reasoning = try usageDetails(in: bytes).reasoning
            case nil: try skipValue(in: bytes)
            }
        }
        return usage == Usage() ? nil : usage
    }

    private mutating func usageDetails(in bytes: Span<UInt8>) throws(JSONError) -> (cached: Int?, reasoning: Int?) {
        var cached: Int?
        var cachedRead: Int?
        var reasoning: Int?
        guard try beginObjectIfPresent(in: bytes) else { return (nil, nil) }
        let keys = UsageDetailsKey.keys
        while let name = try nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .cached: cached = try integerIfPresent(in: bytes)
            case .cachedRead: cachedRead = try integerIfPresent(in: bytes)
            case .reasoning: reasoning = try integerIfPresent(in: bytes)
            case nil: try skipValue(in: bytes)
            }
        }
        return (cached ?? cachedRead, reasoning)
    }
}
