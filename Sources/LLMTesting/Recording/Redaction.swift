public import LLM

/// What of an exchange may stand in a recording.
///
/// Values of header fields and of query items are masked, unless their names are allowed here. Credentials are masked
/// whatever is allowed: fields such as `authorization`, `x-api-key`, `x-bf-vk` and `cookie`, and all whose names speak of
/// keys, tokens, secrets, passwords or cookies. Their values, and ``secrets``, are masked wherever else they stand too,
/// also in bodies, as in an error that quotes a key.
///
/// Prompts and answers are what a recording is for; they are kept.
public struct Redaction: Sendable {
    /// Names of header fields whose values are kept, in lower case; one that ends in `*` allows all that begin so.
    public var allowedFields: Set<String>
    /// Names of query items whose values are kept.
    public var allowedQueryItems: Set<String>
    /// Texts that are masked wherever they stand, besides credentials.
    public var secrets: [Secret]

    /// Makes rules.
    ///
    /// - Parameters:
    ///   - allowedFields: Names of header fields whose values are kept, in lower case.
    ///   - allowedQueryItems: Names of query items whose values are kept.
    ///   - secrets: Texts that are masked wherever they stand.
    public init(
        allowedFields: Set<String> = Redaction.usualFields,
        allowedQueryItems: Set<String> = Redaction.usualQueryItems,
        secrets: [Secret] = []
    ) {
        self.allowedFields = allowedFields
        self.allowedQueryItems = allowedQueryItems
        self.secrets = secrets
    }

    /// Fields that say what a body is, who answered, and when to come back.
    public static let usualFields: Set<String> = [
        "accept", "accept-encoding", "content-encoding", "content-length", "content-type", "date", "retry-after",
        "retry-after-ms", "server", "transfer-encoding", "user-agent", "x-bifrost-*", "x-ratelimit-*", "x-request-id",
        "x-should-retry",
    ]

    /// Items that choose among what is listed.
    public static let usualQueryItems: Set<String> = [
        "after", "before", "limit", "offset", "order", "page", "page_size", "provider", "purpose", "status",
    ]

    func allows(field name: String) -> Bool {
        let name = name.lowercased()
        guard !Self.isCredential(name) else { return false }
        return allowedFields.contains(name)
            || allowedFields.contains { $0.hasSuffix("*") && name.hasPrefix($0.dropLast()) }
    }

    func allows(queryItem name: String) -> Bool { !Self.isCredential(name) && allowedQueryItems.contains(name) }

    /// Whether a word of a name speaks of something secret, which `tokens` in the plural do not.
    static func isCredential(_ name: String) -> Bool {
        name.lowercased().split { "-_.".contains($0) }.contains { word in
            credentialWords.contains { word.hasSuffix($0) }
        }
    }

    private static let credentialWords = [
        "auth", "authorization", "cookie", "credential", "key", "password", "secret", "signature", "token", "vk",
    ]
}
