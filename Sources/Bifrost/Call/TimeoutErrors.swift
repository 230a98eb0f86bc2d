import HTTPTransport
import LLM

extension LLMError {
    /// The error for a limit that fired; its message says how to give the wait more time.
    init(_ timeout: Timeout, cause: (any Error)?) {
        let stage = (cause as? HTTPTransportError)?.connectStage
        self.init(.timeout, timeout.message(stage), cause: cause)
        self.timeout = timeout
    }
}

extension LLMError.Timeout {
    fileprivate func message(_ stage: HTTPTransportError.ConnectStage?) -> String {
        let limit = "(limit \(limit.rawValue))"
        let seconds = value.inSeconds
        return switch self.limit {
        case .queue:
            "no free connection within \(seconds) \(limit); raise TimeLimits.queue or allow more connections"
        case .connect:
            "no connection within \(seconds) \(limit); \(Self.question(stage))"
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

extension LLMError.Timeout {
    private static func question(_ stage: HTTPTransportError.ConnectStage?) -> String {
        switch stage {
        case .nameLookup: "the gateway's address was not found: does the name server answer?"
        case .tcp: "the gateway did not accept it: is it there, and is the port open?"
        case .handshake: "the TLS or proxy handshake was not done: is it the right port?"
        case nil: "is the gateway there?"
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
