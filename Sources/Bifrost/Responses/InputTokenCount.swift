public import LLM

/// How many tokens an input takes (Bifrost endpoint `responses/input_tokens`).
public struct InputTokenCount: Hashable, Sendable {
    /// The tokens of the input.
    public var inputTokens: Int
    /// All tokens; nil when the provider did not say.
    public var totalTokens: Int?
    /// The model that counted, in the provider's words; nil when the server did not say.
    public var model: String?
    /// The ids of the tokens; nil when the provider did not tell them.
    public var tokens: [Int]?
    /// The tokens as texts; empty when the provider did not tell them.
    public var tokenStrings: [String]
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes a count.
    ///
    /// - Parameters:
    ///   - inputTokens: The tokens of the input.
    ///   - totalTokens: All tokens.
    ///   - model: The model that counted.
    ///   - tokens: The ids of the tokens.
    ///   - tokenStrings: The tokens as texts.
    ///   - additionalFields: Fields that have no name here.
    ///   - metadata: Status, headers, timing, and what the gateway told.
    public init(
        inputTokens: Int,
        totalTokens: Int? = nil,
        model: String? = nil,
        tokens: [Int]? = nil,
        tokenStrings: [String] = [],
        additionalFields: [String: JSONValue] = [:],
        metadata: ResponseMetadata = ResponseMetadata()
    ) {
        self.inputTokens = inputTokens
        self.totalTokens = totalTokens
        self.model = model
        self.tokens = tokens
        self.tokenStrings = tokenStrings
        self.additionalFields = additionalFields
        self.metadata = metadata
    }

    private static let names: Set = [
        "input_tokens", "total_tokens", "model", "tokens", "token_strings", "extra_fields",
    ]

    /// Reads an answer.
    init(answer: JSONValue, metadata: ResponseMetadata) throws(LLMError) {
        guard let count = answer["input_tokens"]?.count else {
            throw LLMError(.malformed, "the answer is not a count of tokens: it has no input_tokens")
        }
        self.init(
            inputTokens: count,
            totalTokens: answer["total_tokens"]?.count,
            model: answer["model"]?.stringValue,
            tokens: answer["tokens"]?.arrayValue?.compactMap(\.integerValue),
            tokenStrings: (answer["token_strings"]?.arrayValue ?? []).compactMap(\.stringValue),
            additionalFields: (answer.objectValue ?? [:]).filter { !Self.names.contains($0.key) },
            metadata: metadata)
    }
}

extension JSONValue {
    /// A whole number, also one written as a text.
    fileprivate var count: Int? { integerValue ?? stringValue.flatMap { Int($0) } }
}
