import LLM

extension LLMError {
    /// The error with a hint what to do, on one line, for a terminal.
    var line: String {
        let hint = hint.map { " (\($0))" } ?? ""
        return Self.line("\(self)\(hint)")
    }

    /// A remark on one line, for a terminal.
    static func line(_ remark: String) -> String { "bifrost: \(TerminalText.line(remark))\n" }

    /// What to do about it.
    var hint: String? {
        switch code {
        case .authentication: "check --api-key and --virtual-key"
        case .permission: "the key may not do this; check --virtual-key and --model"
        case .notFound: "check --base-url, which ends in /v1, and --model"
        case .budget: "waiting does not help: the budget or quota is used up"
        case .rateLimited, .overloaded: retryAfter.map { "try again in \($0 / .seconds(1)) s" } ?? "try again later"
        case .timeout: timeout.map { "raise \($0.limit.option)" } ?? "the gateway gave up waiting"
        case .connect: "is the gateway running? check --base-url"
        case .truncated: "what was received is not the whole answer"
        case .malformed: "is --base-url a gateway's API? `bifrost sse` shows what a stream holds"
        default: nil
        }
    }
}

extension LLMError.Timeout.Limit {
    /// The command line's option for the limit.
    var option: String {
        switch self {
        case .queue: "--queue-timeout"
        case .connect: "--connect-timeout"
        case .firstByte: "--first-byte-timeout"
        case .firstToken: "--first-token-timeout"
        case .idle: "--idle-timeout"
        case .stall: "--stall-timeout"
        case .total: "--total-timeout"
        }
    }
}
