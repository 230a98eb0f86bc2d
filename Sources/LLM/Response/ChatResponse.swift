/// A model's answer, whole, or as far as it came when it hangs on an error.
///
/// What only some providers report is no parameter of the initializer; it is set afterwards.
public struct ChatResponse: Hashable, Sendable {
    private var boxed: Boxed<Fields>

    /// The answers, ordered by index; nearly always one.
    public var choices: [Choice] {
        get { boxed.fields.choices }
        set { boxed.update { $0.choices = newValue } }
    }

    /// The answer's id.
    ///
    /// Nil when the server sent none.
    public var id: String? {
        get { boxed.fields.id }
        set { boxed.update { $0.id = newValue } }
    }

    /// The model that answered, in the provider's words.
    ///
    /// Nil when the server did not say.
    public var model: String? {
        get { boxed.fields.model }
        set { boxed.update { $0.model = newValue } }
    }

    /// The provider that answered.
    ///
    /// Nil when the gateway did not say.
    public var provider: String? {
        get { boxed.fields.provider }
        set { boxed.update { $0.provider = newValue } }
    }

    /// Token counts.
    ///
    /// Nil when none were reported.
    public var usage: Usage? {
        get { boxed.fields.usage }
        set { boxed.update { $0.usage = newValue } }
    }

    /// When the answer was begun, in seconds since 1970.
    ///
    /// Nil when the server did not say.
    public var created: Int? {
        get { boxed.fields.created }
        set { boxed.update { $0.created = newValue } }
    }

    /// The tier that served the call.
    ///
    /// Nil when the server did not say.
    public var serviceTier: ServiceTier? {
        get { boxed.fields.serviceTier }
        set { boxed.update { $0.serviceTier = newValue } }
    }

    /// The provider's mark of the model's version.
    ///
    /// Nil when the server sent none.
    public var systemFingerprint: String? {
        get { boxed.fields.systemFingerprint }
        set { boxed.update { $0.systemFingerprint = newValue } }
    }

    /// Addresses of the pages that are cited, in the order of their numbers in the text (Perplexity field `citations`).
    public var citations: [String] {
        get { boxed.fields.citations }
        set { boxed.update { $0.citations = newValue } }
    }

    /// Pages that were found for the answer.
    public var searchResults: [SearchResult] {
        get { boxed.fields.searchResults }
        set { boxed.update { $0.searchResults = newValue } }
    }

    /// Videos that were found for the answer (Perplexity field `videos`).
    public var videos: [JSONValue] {
        get { boxed.fields.videos }
        set { boxed.update { $0.videos = newValue } }
    }

    /// Fields that have no name here.
    ///
    /// A streamed answer has them only when ``GenerateOptions/detail`` asks for them.
    public var additionalFields: [String: JSONValue] {
        get { boxed.fields.additionalFields }
        set { boxed.update { $0.additionalFields = newValue } }
    }

    /// The JSON as it was received, in UTF-8.
    ///
    /// Nil unless ``GenerateOptions/detail`` asks for it, and in a streamed answer, whose chunks have theirs.
    public var rawJSON: [UInt8]? {
        get { boxed.fields.rawJSON }
        set { boxed.update { $0.rawJSON = newValue } }
    }

    /// Status, headers, request id, attempts and timing.
    public var metadata: ResponseMetadata {
        get { boxed.fields.metadata }
        set { boxed.update { $0.metadata = newValue } }
    }

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
        boxed = Boxed(
            Fields(choices: choices, id: id, model: model, provider: provider, usage: usage, metadata: metadata))
    }

    private struct Fields: Hashable, Sendable {
        var choices: [Choice]
        var id: String?
        var model: String?
        var provider: String?
        var usage: Usage?
        var created: Int?
        var serviceTier: ServiceTier?
        var systemFingerprint: String?
        var citations: [String] = []
        var searchResults: [SearchResult] = []
        var videos: [JSONValue] = []
        var additionalFields: [String: JSONValue] = [:]
        var rawJSON: [UInt8]?
        var metadata: ResponseMetadata
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

extension ChatResponse: CustomReflectable {
    /// A mirror of the properties.
    public var customMirror: Mirror { boxed.mirror(of: self) }
}
