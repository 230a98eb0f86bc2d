public import LLM

/// Settings of a call for a transcription; what is nil or empty is left to the model.
public struct TranscriptionOptions: Hashable, Sendable {
    /// The model, in place of the configured one.
    public var model: String?
    /// The language that is spoken, such as `de` (OpenAI field `language`).
    public var language: String?
    /// Words that help to understand what is said, such as names (OpenAI field `prompt`).
    public var prompt: String?
    /// What the answer holds (OpenAI field `response_format`).
    public var responseFormat: TranscriptionFormat?
    /// Randomness, 0 to 1 (OpenAI field `temperature`).
    public var temperature: Double?
    /// What is timed, with ``TranscriptionFormat/verboseJSON`` (OpenAI field `timestamp_granularities[]`).
    public var timestampGranularities: [TimestampGranularity]
    /// Whether the answer tells how likely its tokens were (`logprobs` in OpenAI's field `include[]`).
    public var logprobs: Bool
    /// Further fields of the form; they win over an option of the same name.
    ///
    /// A list becomes one field for each element.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call; fallbacks are refused, since the gateway reads none in forms.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - model: The model, in place of the configured one.
    ///   - language: The language that is spoken.
    ///   - prompt: Words that help to understand.
    ///   - responseFormat: What the answer holds.
    ///   - temperature: Randomness.
    ///   - timestampGranularities: What is timed.
    ///   - logprobs: Whether the answer tells how likely its tokens were.
    ///   - extraFields: Further fields of the form.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        model: String? = nil,
        language: String? = nil,
        prompt: String? = nil,
        responseFormat: TranscriptionFormat? = nil,
        temperature: Double? = nil,
        timestampGranularities: [TimestampGranularity] = [],
        logprobs: Bool = false,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.model = model
        self.language = language
        self.prompt = prompt
        self.responseFormat = responseFormat
        self.temperature = temperature
        self.timestampGranularities = timestampGranularities
        self.logprobs = logprobs
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }
}

/// What a transcription's answer holds; an open set.
public struct TranscriptionFormat: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a format from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, such as `srt`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The text, as JSON.
    public static let json = TranscriptionFormat(rawValue: "json")
    /// The text with duration, language, segments and words.
    public static let verboseJSON = TranscriptionFormat(rawValue: "verbose_json")
    /// The bare text.
    public static let text = TranscriptionFormat(rawValue: "text")
    /// Subtitles (SubRip).
    public static let srt = TranscriptionFormat(rawValue: "srt")
    /// Subtitles (WebVTT).
    public static let vtt = TranscriptionFormat(rawValue: "vtt")

    /// Whether the answer is text, unless its content type says that it is JSON all the same.
    var isPlain: Bool { [.text, .srt, .vtt].contains(self) }
}

/// What of a transcription is timed; an open set.
public struct TimestampGranularity: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a granularity from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, such as `word`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Each word.
    public static let word = TimestampGranularity(rawValue: "word")
    /// Each segment.
    public static let segment = TimestampGranularity(rawValue: "segment")
}
