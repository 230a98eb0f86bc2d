import HTTPTransport
import LLM

extension Check {
    /// The share of a limit that is worth a word.
    static let shareOfLimit = 0.7

    /// The answer's head.
    static func head(_ chat: ChatObservation, limit: Duration?) -> Check {
        if let failure = chat.failureBeforeAnswer { return unanswered(failure, chat) }
        guard let head = chat.head, let wait = chat.headWait else { return .skip(.head, "no answer came") }
        var check = Check.pass(.head, "\(head.version) \(head.status) after \(Wording.time(wait))")
        let contentType = head.fields["content-type"]
        check.notes = [
            contentType.map { "content type \($0)" } ?? "no content type",
            head.fields["server"].map { "server \($0)" },
            head.fields["content-encoding"].map { "compressed as \($0)" } ?? "not compressed",
            head.requestID.map { "request id \($0)" },
        ].compactMap { $0 }.map(TerminalText.line)
        if contentType?.lowercased().hasPrefix("text/event-stream") != true {
            check.status = .warn
            check.advice.append("the answer is no event stream: does the gateway, or the model, stream?")
        }
        check.warn(ofWait: wait, for: "the head", limit: limit, option: "--first-byte-timeout")
        check.add("status", .integer(head.status))
        check.add("http_version", .string(head.version))
        check.add("content_type", .string(contentType))
        check.add("content_encoding", .string(head.fields["content-encoding"]))
        check.add("server", .string(head.fields["server"]))
        check.add("request_id", .string(head.requestID))
        check.add("elapsed_ms", .milliseconds(wait))
        return check
    }

    private static func unanswered(_ failure: LLMError, _ chat: ChatObservation) -> Check {
        var check = Check.fail(.head, failure)
        if failure.code == .truncated, chat.head == nil {
            check.advice = ["the port accepts but does not answer: does it speak TLS? try https:// in --base-url"]
        }
        return check
    }

    /// Warns of a wait that came near its limit.
    mutating func warn(ofWait wait: Duration, for what: String, limit: Duration?, option: String) {
        guard let limit, wait > limit * Self.shareOfLimit else { return }
        status = .warn
        advice.append("raise \(option): \(what) came after \(Wording.time(wait)) of \(Wording.limit(limit))")
    }

    /// The first content.
    static func firstToken(_ chat: ChatObservation, limit: Duration?) -> Check {
        guard let wait = chat.firstTokenWait else {
            if let failure = chat.failure { return .fail(.firstToken, failure) }
            return .warn(.firstToken, "the answer has no content", "ask for more tokens, or another model")
        }
        var check = Check.pass(.firstToken, "after \(Wording.time(wait))")
        check.warn(ofWait: wait, for: "the first token", limit: limit, option: "--first-token-timeout")
        check.add("elapsed_ms", .milliseconds(wait))
        return check
    }
}
