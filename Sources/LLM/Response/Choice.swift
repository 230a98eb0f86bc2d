/// One of the answers to a call.
public struct Choice: Hashable, Sendable {
    /// The choice's number.
    public var index: Int
    /// What was said.
    public var message: Message
    /// Why it ended.
    ///
    /// Nil when the server did not say.
    public var finishReason: FinishReason?
    /// The stop sequence that ended it.
    ///
    /// Nil when none did, or when the provider did not name it.
    public var stopSequence: String?
    /// How likely each token was.
    ///
    /// Nil unless ``GenerateOptions/logprobs`` asks for it.
    public var logprobs: Logprobs?
    /// Fields that have no name here.
    ///
    /// A streamed answer has them only when ``GenerateOptions/detail`` asks for them.
    public var additionalFields: [String: JSONValue]

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - index: The choice's number.
    ///   - message: What was said.
    ///   - finishReason: Why it ended.
    ///   - stopSequence: The stop sequence that ended it.
    ///   - logprobs: How likely each token was.
    ///   - additionalFields: Fields that have no name here.
    public init(
        index: Int,
        message: Message,
        finishReason: FinishReason? = nil,
        stopSequence: String? = nil,
        logprobs: Logprobs? = nil,
        additionalFields: [String: JSONValue] = [:]
    ) {
        self.index = index
        self.message = message
        self.finishReason = finishReason
        self.stopSequence = stopSequence
        self.logprobs = logprobs
        self.additionalFields = additionalFields
    }
}
