public import LLM

/// A step of a transcription that streams.
@nonexhaustive
public enum TranscriptionEvent: Hashable, Sendable {
    /// The next piece of the text, with its tokens if they were asked for (OpenAI event `transcript.text.delta`).
    case delta(String, logprobs: [TokenLogprob])
    /// The whole text at its end (OpenAI event `transcript.text.done`).
    ///
    /// Some providers leave the text empty there; then it is the pieces joined. The metadata is the stream's.
    case done(Transcription)
    /// An event that has no name here.
    case unknown(type: String, JSONValue)
}

/// Reads the events of a transcription; it is whole when the end was told.
struct TranscriptionEventReader: JSONEventReader {
    private(set) var isComplete = false
    let isFinished = false
    private let limits: AnswerLimits
    private var text = ""

    init(limits: AnswerLimits) { self.limits = limits }

    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> TranscriptionEvent? {
        guard var members = JSONMembers(json), let type = members.text("type") else {
            return json == [:] ? nil : .unknown(type: name, json)
        }
        switch type {
        case "transcript.text.delta":
            let delta = members.text("delta") ?? ""
            try keep(delta)
            return .delta(delta, logprobs: members.list("logprobs", TokenLogprob.init))
        case "transcript.text.done":
            isComplete = true
            return .done(whole(members))
        default:
            return .unknown(type: type, json)
        }
    }

    private mutating func keep(_ delta: String) throws(LLMError) {
        guard text.utf8.count + delta.utf8.count <= limits.body else {
            throw LLMError(
                .malformed, "the answer has more than \(limits.body) bytes; AnswerLimits.body allows no more")
        }
        text += delta
    }

    private func whole(_ members: JSONMembers) -> Transcription {
        var members = members
        let told = members.text("text") ?? ""
        var transcription = Transcription(text: told.isEmpty ? text : told)
        transcription.logprobs = members.list("logprobs", TokenLogprob.init)
        transcription.usage = members.take("usage", MediaUsage.init)
        transcription.additionalFields = members.additionalFields.filter { $0.key != "delta" }
        return transcription
    }
}
