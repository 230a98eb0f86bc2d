import Bifrost

/// What kind of gateway answers, by what it lets slip.
struct GatewayIdentity: Equatable {
    enum Kind: String {
        case bifrost, litellm, vllm, openai
        case other

        var title: String {
            switch self {
            case .bifrost: "Bifrost"
            case .litellm: "LiteLLM"
            case .vllm: "vLLM"
            case .openai: "OpenAI"
            case .other: "OpenAI-compatible, of an unknown make"
            }
        }
    }

    /// What was seen.
    struct Evidence {
        /// Header fields of all answers, names in lower case.
        var headers: [String: String] = [:]
        /// Whether an answer had `extra_fields`.
        var hasExtraFields = false
        /// Who owns the listed models.
        var owners: Set<String> = []
        /// What `/api/version` said.
        var version: String?
    }

    var kind: Kind
    var version: String?

    init(_ evidence: Evidence) {
        func hasHeader(_ prefix: String) -> Bool { evidence.headers.keys.contains { $0.hasPrefix(prefix) } }
        // A gateway hands its provider's header fields on, so that its own marks go first.
        if evidence.hasExtraFields || hasHeader("x-bifrost-") || evidence.version != nil {
            kind = .bifrost
            version = evidence.version
        } else if hasHeader("x-litellm-") {
            kind = .litellm
            version = evidence.headers["x-litellm-version"]
        } else if evidence.owners.contains("vllm") {
            kind = .vllm
        } else if hasHeader("openai-") {
            kind = .openai
        } else {
            kind = .other
        }
    }
}
