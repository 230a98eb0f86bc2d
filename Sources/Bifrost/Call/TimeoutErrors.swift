import LLM

extension LLMError {
    /// The error for a limit that fired; its message says how to give the wait more time.
    init(_ timeout: Timeout, cause: (any Error)?) {
        self.init(.timeout, timeout.message, cause: cause)
        self.timeout = timeout
    }
}

extension LLMError.Timeout {
    fileprivate var message: String {
        let limit = "(limit \(limit.rawValue))"
        let seconds = value.inSeconds
        return switch self.limit {
        case .queue:
            "no free connection within \(seconds) \(limit); raise TimeLimits.queue or allow more connections"
        case .connect:
            "no connection within \(seconds) \(limit); is the gateway there?"
        case .firstByte:
            "no answer within \(seconds) \(limit); raise TimeLimits.firstByte and firstToken for models that think long"
        case .firstToken:
            "no first token within \(seconds) \(limit); raise TimeLimits.firstToken and firstByte for models that think long"
        case .idle:
            "nothing was received for \(seconds) \(limit); raise TimeLimits.idle for a gateway that is silent longer"
        case .stall:
            "no content was received for \(seconds) \(limit); raise TimeLimits.stall for models that pause longer"
        case .total:
            "the call took longer than \(seconds) \(limit); raise TimeLimits.total"
        }
    }
}

extension Duration {
    /// The length in seconds with at most three decimals, such as `30 s` or `0.25 s`.
    fileprivate var inSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        let fraction = milliseconds % 1000
        guard fraction != 0 else { return "\(milliseconds / 1000) s" }
        var digits = String(1000 + fraction).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(milliseconds / 1000).\(digits) s"
    }
}
