/// A model's answer, whole, or as far as it came when it hangs on an error.
///
/// What only some providers report is no parameter of the initializer; it is set afterwards.
public struct ChatResponse: Hashable, Sendable {
    /// The answers, ordered by index; nearly always one.
    public var choices: [Choice]
    /// The answer's id.
    ///
    /// Nil when the server sent none.
    public var id: String?
    /// The model that answered, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var model: String?
    /// The provider that answered.
    ///
    /// Nil when the gateway did not say.
    public var provider: String?
    /// Token counts.
    ///
    /// Nil when none were reported.
    public var usage: Usage?
    /// When the answer was begun, in seconds since 1970.
    ///
    /// Nil when the server did not say.
    public var created: Int?
    /// The tier that served the call.
    ///
    /// Nil when the server did not say.
    public var serviceTier: ServiceTier?
    /// The provider's mark of the model's version.
    ///
    /// Nil when the server sent none.
    public var systemFingerprint: String?
    /// Addresses of the pages that are cited, in the order of their numbers in the text (Perplexity field `citations`).
    public var citations: [String] = []
    /// Pages that were found for the answer.
    public var searchResults: [SearchResult] = []
    /// Videos that were found for the answer (Perplexity field `videos`).
    public var videos: [JSONValue] = []
    /// Fields that have no name here.
    ///
    /// A streamed answer has them only when ``GenerateOptions/detail`` asks for them.
    public var additionalFields: [String: JSONValue] = [:]
    /// The JSON as it was received, in UTF-8.
    ///
    /// Nil unless ``GenerateOptions/detail`` asks for it, and in a streamed answer, whose chunks have theirs.
    public var rawJSON: [UInt8]?
    /// Status, headers, request id, attempts and timing.
    public var metadata: ResponseMetadata

    /// Makes a response.
    ///
    /// - Parameters:
    ///   - choices: The answers, ordered by index.
    ///   - id: The answer's id.
    ///   - model: The model that answered.
    ///   - provider: The provider that answered.
    ///   - usage: Token counts.
    ///   - metadata: Status, headers, request id, attempts and timing.
    public init(
        choices: [Choice] = [],
        id: String? = nil,
        model: String? = nil,
        provider: String? = nil,
        usage: Usage? = nil,
        metadata: ResponseMetadata = ResponseMetadata()
    ) {
        self.choices = choices
        self.id = id
        self.model = model
        self.provider = provider
        self.usage = usage
        self.metadata = metadata
    }

    /// The message of choice 0, ready to be appended to the conversation.
    public var message: Message { first.map { choices[$0].message } ?? Message(role: .assistant) }

    /// The text of choice 0; empty when there is none.
    public var text: String { first.map { choices[$0].message.text } ?? "" }

    /// The reasoning of choice 0.
    ///
    /// Nil when there was none.
    public var reasoning: String? { first.flatMap { choices[$0].message.reasoning } }

    /// The refusal of choice 0.
    ///
    /// Nil when there was none.
    public var refusal: String? { first.flatMap { choices[$0].message.refusal } }

    /// The tool calls of choice 0, in order.
    public var toolCalls: [ToolCall] { first.map { choices[$0].message.toolCalls } ?? [] }

    /// Why choice 0 ended.
    ///
    /// Nil when the server did not say.
    public var finishReason: FinishReason? { first.flatMap { choices[$0].finishReason } }

    /// Where choice 0 is; a position, since taking the choice out would copy all of it.
    private var first: Int? { choices.indices.first { choices[$0].index == 0 } }
}
