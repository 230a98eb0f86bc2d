/// What a model said aloud, or a piece of it in a stream (OpenAI field `audio`).
public struct AudioOutput: Hashable, Sendable {
    /// The id by which the next request refers to it.
    ///
    /// Nil when the provider sent none.
    public var id: String?
    /// The sound in base64, as it was received; the pieces of a stream are joined.
    public var data: String
    /// The words.
    public var transcript: String
    /// Until when the id is known, in seconds since 1970.
    ///
    /// Nil when the provider did not say.
    public var expiresAt: Int?

    /// Makes a piece of sound.
    ///
    /// - Parameters:
    ///   - id: The id by which the next request refers to it.
    ///   - data: The sound in base64.
    ///   - transcript: The words.
    ///   - expiresAt: Until when the id is known, in seconds since 1970.
    public init(id: String? = nil, data: String = "", transcript: String = "", expiresAt: Int? = nil) {
        self.id = id
        self.data = data
        self.transcript = transcript
        self.expiresAt = expiresAt
    }

    mutating func append(_ piece: AudioOutput) {
        id = id ?? piece.id
        data += piece.data
        transcript += piece.transcript
        expiresAt = piece.expiresAt ?? expiresAt
    }
}
