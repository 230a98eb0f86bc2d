/// How likely each token of an answer was, as natural logarithms (OpenAI field `logprobs`).
public struct Logprobs: Hashable, Sendable {
    /// The text's tokens.
    public var content: [TokenLogprob]
    /// The refusal's tokens.
    public var refusal: [TokenLogprob]

    /// Makes a list of probabilities.
    ///
    /// - Parameters:
    ///   - content: The text's tokens.
    ///   - refusal: The refusal's tokens.
    public init(content: [TokenLogprob] = [], refusal: [TokenLogprob] = []) {
        self.content = content
        self.refusal = refusal
    }

    mutating func append(_ piece: Logprobs) {
        content += piece.content
        refusal += piece.refusal
    }
}

/// How likely a token was.
public struct TokenLogprob: Hashable, Sendable {
    /// The token's text.
    public var token: String
    /// The natural logarithm of its probability; -9999 stands for very unlikely.
    public var logprob: Double
    /// The token's bytes in UTF-8, which need not be whole characters.
    ///
    /// Nil when the provider sent none.
    public var bytes: [UInt8]?
    /// The likeliest tokens at this place, as many as were asked for.
    public var topLogprobs: [TokenLogprob]

    /// Makes a token's probability.
    ///
    /// - Parameters:
    ///   - token: The token's text.
    ///   - logprob: The natural logarithm of its probability.
    ///   - bytes: The token's bytes.
    ///   - topLogprobs: The likeliest tokens at this place.
    public init(token: String, logprob: Double, bytes: [UInt8]? = nil, topLogprobs: [TokenLogprob] = []) {
        self.token = token
        self.logprob = logprob
        self.bytes = bytes
        self.topLogprobs = topLogprobs
    }
}
