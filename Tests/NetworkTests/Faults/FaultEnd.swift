import Bifrost
import HTTPTransport

/// What a call came to, as far as it is the same each time.
struct FaultEnd: Hashable, Sendable {
    /// How far the last attempt came.
    enum Reached: String {
        case nothingSent = "nothing sent"
        case requestSent = "request sent"
        case head = "head"
        case content = "content"
        case whole = "whole answer"
    }

    /// Nil for a whole answer.
    var code: LLMError.Code?
    var status: Int?
    /// The limit that fired, with its value.
    var limit: LLMError.Timeout.Limit?
    var limitValue: Duration?
    var reached: Reached
    var attempts = 1
    /// The text of the answer, or of the part that was received; the beginning of a long one.
    var text: String?
    var retryAfter: Duration?

    static func whole(_ text: String = FaultAnswer.text, attempts: Int = 1) -> FaultEnd {
        FaultEnd(reached: .whole, attempts: attempts, text: text.beginning)
    }

    static func fails(
        _ code: LLMError.Code, _ status: Int? = nil, at reached: Reached, attempts: Int = 1, keeping text: String? = nil
    ) -> FaultEnd {
        FaultEnd(code: code, status: status, reached: reached, attempts: attempts, text: text?.beginning)
    }

    static func outlasts(
        _ limit: LLMError.Timeout.Limit, _ value: Duration, at reached: Reached, attempts: Int = 1,
        keeping text: String? = nil
    ) -> FaultEnd {
        FaultEnd(
            code: .timeout, limit: limit, limitValue: value, reached: reached, attempts: attempts,
            text: text?.beginning)
    }

    func with<Value>(_ path: WritableKeyPath<FaultEnd, Value>, _ value: Value) -> FaultEnd {
        var end = self
        end[keyPath: path] = value
        return end
    }
}

extension FaultEnd {
    init(_ response: ChatResponse) {
        self = .whole(response.text, attempts: response.metadata.attempts)
    }

    init(_ error: LLMError) {
        let text = error.partial?.text ?? ""
        let status = error.metadata?.status
        code = error.code
        self.status = (status ?? 200) >= 300 ? status : nil
        limit = error.timeout?.limit
        limitValue = error.timeout?.value
        attempts = error.attempts
        retryAfter = error.retryAfter
        self.text = text.isEmpty ? nil : text.beginning
        if !text.isEmpty {
            reached = .content
        } else if status != nil {
            reached = .head
        } else {
            let sent = (error.cause as? HTTPTransportError)?.requestMayHaveArrived ?? false
            reached = sent ? .requestSent : .nothingSent
        }
    }
}

extension String {
    /// The text, or what it begins with when it is long.
    fileprivate var beginning: String { count > 40 ? prefix(12) + "…" : self }
}
