/// The header fields in which a provider tells how much more it allows.
enum RateLimitHeaders {
    private static let requests = 10_000
    private static let tokens = 2_000_000

    /// - Parameters:
    ///   - provider: Anthropic has names and instants of its own; all others speak like OpenAI.
    ///   - used: How many requests there were; nil is all that are allowed.
    /// - Returns: The fields.
    static func fields(of provider: String, used: Int?) -> [(name: String, value: String)] {
        let left = used.map { max(0, requests - $0) } ?? 0
        let tokensLeft = used == nil ? 0 : tokens - 100
        guard provider == "anthropic" else {
            return [
                ("x-ratelimit-limit-requests", "\(requests)"), ("x-ratelimit-limit-tokens", "\(tokens)"),
                ("x-ratelimit-remaining-requests", "\(left)"), ("x-ratelimit-remaining-tokens", "\(tokensLeft)"),
                ("x-ratelimit-reset-requests", "8.64s"), ("x-ratelimit-reset-tokens", "6m0s"),
            ]
        }
        return [
            ("requests", requests, left), ("input-tokens", tokens, tokensLeft), ("output-tokens", tokens, tokensLeft),
        ]
        .flatMap { subject, limit, left in
            [
                ("anthropic-ratelimit-\(subject)-limit", "\(limit)"),
                ("anthropic-ratelimit-\(subject)-remaining", "\(left)"),
                ("anthropic-ratelimit-\(subject)-reset", "2026-01-01T00:01:00Z"),
            ]
        }
    }
}
