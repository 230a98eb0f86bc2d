public import LLM

/// Settings of a call for speech; what is nil is left to the model.
public struct SpeechOptions: Hashable, Sendable {
    /// The model, in place of the configured one.
    public var model: String?
    /// Who speaks (OpenAI field `voice`).
    public var voice: SpeechVoice?
    /// How to speak, in words (OpenAI field `instructions`).
    public var instructions: String?
    /// The encoding of the sound (OpenAI field `response_format`); most providers send MP3 when it is nil.
    ///
    /// It is the only thing that tells how the answer is encoded: the gateway calls every sound `audio/mpeg`.
    public var responseFormat: AudioFormat?
    /// The speed, 1 being normal (OpenAI field `speed`).
    public var speed: Double?
    /// The language, such as `de` (Bifrost field `language_code`).
    public var languageCode: String?
    /// Whether the answer tells when each character is spoken (Bifrost field `with_timestamps`).
    ///
    /// Such an answer is JSON: ``BifrostModel/speech(_:options:)`` reads it, and the streams refuse it.
    public var withTimestamps: Bool?
    /// Further fields, sent as they are; they win over an option of the same name.
    public var extraFields: [String: JSONValue]
    /// What the gateway shall do with this call.
    public var gateway: GatewayOptions
    /// Time limits of this call; what is `.inherit` there comes from the configuration.
    public var limits: TimeLimits

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - voice: Who speaks.
    ///   - model: The model, in place of the configured one.
    ///   - instructions: How to speak.
    ///   - responseFormat: The encoding of the sound.
    ///   - speed: The speed.
    ///   - languageCode: The language.
    ///   - withTimestamps: Whether the answer tells when each character is spoken.
    ///   - extraFields: Further fields.
    ///   - gateway: What the gateway shall do with this call.
    ///   - limits: Time limits of this call.
    public init(
        voice: SpeechVoice? = nil,
        model: String? = nil,
        instructions: String? = nil,
        responseFormat: AudioFormat? = nil,
        speed: Double? = nil,
        languageCode: String? = nil,
        withTimestamps: Bool? = nil,
        extraFields: [String: JSONValue] = [:],
        gateway: GatewayOptions = GatewayOptions(),
        limits: TimeLimits = TimeLimits()
    ) {
        self.voice = voice
        self.model = model
        self.instructions = instructions
        self.responseFormat = responseFormat
        self.speed = speed
        self.languageCode = languageCode
        self.withTimestamps = withTimestamps
        self.extraFields = extraFields
        self.gateway = gateway
        self.limits = limits
    }
}
