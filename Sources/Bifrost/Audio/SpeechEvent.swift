public import LLM

/// A step of a spoken text that streams as events.
@nonexhaustive
public enum SpeechEvent: Hashable, Sendable {
    /// The next bytes of the sound (OpenAI event `speech.audio.delta`).
    case delta([UInt8])
    /// The end, with what was used, if that was told (OpenAI event `speech.audio.done`).
    case done(MediaUsage?)
    /// An event that has no name here.
    case unknown(type: String, JSONValue)
}

/// Reads the events of a spoken text; it is whole when the end was told.
struct SpeechEventReader: JSONEventReader {
    private(set) var isComplete = false
    let isFinished = false

    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> SpeechEvent? {
        guard var members = JSONMembers(json), let type = members.text("type") else {
            return json == [:] ? nil : .unknown(type: name, json)
        }
        switch type {
        case "speech.audio.delta":
            return .delta(try Base64.bytes(members.text("audio") ?? "", of: "sound of an event"))
        case "speech.audio.done":
            isComplete = true
            return .done(members.take("usage", MediaUsage.init))
        default:
            return .unknown(type: type, json)
        }
    }
}
