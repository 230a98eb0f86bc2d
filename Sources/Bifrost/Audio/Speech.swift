public import LLM

/// A whole spoken text.
public struct Speech: Hashable, Sendable {
    /// The sound, in the encoding that ``SpeechOptions/responseFormat`` asked for.
    public var audio: [UInt8]
    /// When each character is spoken, as the provider tells it (ElevenLabs field `alignment`).
    ///
    /// Nil unless timestamps were asked for.
    public var alignment: JSONValue?
    /// Fields of an answer with timestamps that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes a spoken text.
    ///
    /// - Parameters:
    ///   - audio: The sound.
    ///   - alignment: When each character is spoken.
    ///   - additionalFields: Fields that have no name here.
    ///   - metadata: Status, headers and timing.
    public init(
        audio: [UInt8],
        alignment: JSONValue? = nil,
        additionalFields: [String: JSONValue] = [:],
        metadata: ResponseMetadata = ResponseMetadata()
    ) {
        self.audio = audio
        self.alignment = alignment
        self.additionalFields = additionalFields
        self.metadata = metadata
    }

    /// Reads the JSON of an answer with timestamps.
    init(_ json: JSONValue, _ metadata: ResponseMetadata) throws(LLMError) {
        guard var members = JSONMembers(json),
            let audio = members.text("audio") ?? members.text("audio_base64")
        else { throw LLMError(.malformed, "the answer has no sound") }
        self.init(
            audio: try Base64.bytes(audio, of: "sound"), alignment: members.value("alignment"),
            additionalFields: members.additionalFields, metadata: metadata)
    }
}
