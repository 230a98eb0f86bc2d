public import LLM

/// What was said in a recording.
public struct Transcription: Hashable, Sendable {
    /// The text; for ``TranscriptionFormat/srt`` and ``TranscriptionFormat/vtt`` the subtitles as they came.
    public var text: String
    /// Pieces of the text with their times; empty unless they were asked for.
    public var segments: [Segment]
    /// The words with their times; empty unless they were asked for.
    public var words: [Word]
    /// The recording's length in seconds.
    public var duration: Double?
    /// The language that was spoken, as the provider names it.
    public var language: String?
    /// What was done, such as `transcribe`.
    public var task: String?
    /// How likely the tokens were; empty unless it was asked for.
    public var logprobs: [TokenLogprob]
    /// What was used.
    public var usage: MediaUsage?
    /// Fields that have no name here.
    public var additionalFields: [String: JSONValue]
    /// Status, headers, timing, and what the gateway told.
    public var metadata: ResponseMetadata

    /// Makes a transcription of a text; the rest is nil or empty.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - metadata: Status, headers and timing.
    public init(text: String, metadata: ResponseMetadata = ResponseMetadata()) {
        self.text = text
        segments = []
        words = []
        logprobs = []
        additionalFields = [:]
        self.metadata = metadata
    }

    /// A piece of the text.
    public struct Segment: Hashable, Sendable, Codable {
        /// What was said.
        public var text: String
        /// When it begins, in seconds.
        public var start: Double?
        /// When it ends, in seconds.
        public var end: Double?
        /// Who said it, if the provider tells speakers apart.
        public var speaker: String?
        /// Fields that have no name here, such as `avg_logprob`.
        public var additionalFields: [String: JSONValue]
    }

    /// A word.
    public struct Word: Hashable, Sendable, Codable {
        /// The word.
        public var word: String
        /// When it begins, in seconds.
        public var start: Double?
        /// When it ends, in seconds.
        public var end: Double?
        /// Fields that have no name here.
        public var additionalFields: [String: JSONValue]
    }
}
