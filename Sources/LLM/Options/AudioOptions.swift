/// How a spoken answer sounds (OpenAI field `audio`).
public struct AudioOptions: Hashable, Sendable, Codable {
    /// The encoding of the sound.
    public var format: AudioFormat
    /// The voice, as the provider names it.
    public var voice: String

    /// Makes the settings of a spoken answer.
    ///
    /// - Parameters:
    ///   - format: The encoding of the sound.
    ///   - voice: The voice, e.g. `alloy`.
    public init(format: AudioFormat, voice: String) {
        self.format = format
        self.voice = voice
    }
}

/// An encoding of sound, sent or received; an open set.
public struct AudioFormat: RawRepresentable, Hashable, Sendable, Codable {
    /// The word that stands on the wire.
    public var rawValue: String

    /// Makes a format from the word that stands on the wire.
    ///
    /// - Parameter rawValue: The word, e.g. `mp3`.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// WAVE.
    public static let wav = AudioFormat(rawValue: "wav")
    /// MPEG layer 3.
    public static let mp3 = AudioFormat(rawValue: "mp3")
    /// FLAC.
    public static let flac = AudioFormat(rawValue: "flac")
    /// Opus.
    public static let opus = AudioFormat(rawValue: "opus")
    /// AAC.
    public static let aac = AudioFormat(rawValue: "aac")
    /// Bare samples of 16 bits; the only one that OpenAI streams.
    public static let pcm16 = AudioFormat(rawValue: "pcm16")
    /// Bare samples of 16 bits, as a speech endpoint names them.
    public static let pcm = AudioFormat(rawValue: "pcm")
}
