internal import LLM

/// Who speaks: one voice, or several speakers by name.
@nonexhaustive
public enum SpeechVoice: Hashable, Sendable {
    /// A voice, as the provider names it, such as `alloy`.
    case named(String)
    /// The voice of each speaker of a dialogue.
    case speakers([Speaker])

    /// A speaker of a dialogue.
    public struct Speaker: Hashable, Sendable, Codable {
        /// The name that stands before the speaker's lines.
        public var name: String
        /// The voice, as the provider names it.
        public var voice: String

        /// Makes a speaker.
        ///
        /// - Parameters:
        ///   - name: The name that stands before the speaker's lines.
        ///   - voice: The voice.
        public init(name: String, voice: String) {
            self.name = name
            self.voice = voice
        }
    }

    var json: JSONValue {
        switch self {
        case .named(let name): .string(name)
        case .speakers(let speakers):
            .array(speakers.map { ["speaker": .string($0.name), "voice": .string($0.voice)] })
        }
    }
}

extension SpeechVoice: ExpressibleByStringLiteral {
    /// Makes a voice of its name.
    ///
    /// - Parameter value: The name.
    public init(stringLiteral value: String) { self = .named(value) }
}
