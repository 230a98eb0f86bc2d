public import LLM

/// What a call with sound or images used; nil where the provider reported nothing.
public struct MediaUsage: Hashable, Sendable, Codable {
    /// How it is counted, `tokens` or `duration` (OpenAI field `type`).
    public var type: String?
    /// Tokens of what was sent (OpenAI field `input_tokens`).
    public var input: Int?
    /// Tokens of what was made (OpenAI field `output_tokens`).
    public var output: Int?
    /// All tokens (OpenAI field `total_tokens`).
    public var total: Int?
    /// Seconds of sound (OpenAI field `seconds`).
    public var seconds: Double?
    /// What the input tokens were.
    public var inputDetails: Details?
    /// What the output tokens were.
    public var outputDetails: Details?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]

    /// Makes a usage.
    ///
    /// - Parameters:
    ///   - type: How it is counted.
    ///   - input: Tokens of what was sent.
    ///   - output: Tokens of what was made.
    ///   - total: All tokens.
    ///   - seconds: Seconds of sound.
    ///   - inputDetails: What the input tokens were.
    ///   - outputDetails: What the output tokens were.
    ///   - additionalFields: Fields that have no name here.
    public init(
        type: String? = nil,
        input: Int? = nil,
        output: Int? = nil,
        total: Int? = nil,
        seconds: Double? = nil,
        inputDetails: Details? = nil,
        outputDetails: Details? = nil,
        additionalFields: [String: JSONValue] = [:]
    ) {
        self.type = type
        self.input = input
        self.output = output
        self.total = total
        self.seconds = seconds
        self.inputDetails = inputDetails
        self.outputDetails = outputDetails
        self.additionalFields = additionalFields
    }

    /// What tokens were.
    public struct Details: Hashable, Sendable, Codable {
        /// Tokens of text.
        public var text: Int?
        /// Tokens of sound.
        public var audio: Int?
        /// Tokens of images.
        public var image: Int?

        /// Makes details.
        ///
        /// - Parameters:
        ///   - text: Tokens of text.
        ///   - audio: Tokens of sound.
        ///   - image: Tokens of images.
        public init(text: Int? = nil, audio: Int? = nil, image: Int? = nil) {
            self.text = text
            self.audio = audio
            self.image = image
        }
    }
}

extension MediaUsage {
    /// Nil when it is no object.
    init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        type = members.text("type")
        input = members.integer("input_tokens")
        output = members.integer("output_tokens")
        total = members.integer("total_tokens")
        seconds = members.number("seconds")
        // OpenAI says `input_token_details` for sound and `input_tokens_details` for images.
        inputDetails =
            members.take("input_token_details", Details.init) ?? members.take("input_tokens_details", Details.init)
        outputDetails =
            members.take("output_token_details", Details.init) ?? members.take("output_tokens_details", Details.init)
        additionalFields = members.rest
    }
}

extension MediaUsage.Details {
    fileprivate init?(_ json: JSONValue) {
        guard var members = JSONMembers(json) else { return nil }
        self.init(
            text: members.integer("text_tokens"), audio: members.integer("audio_tokens"),
            image: members.integer("image_tokens"))
    }
}
