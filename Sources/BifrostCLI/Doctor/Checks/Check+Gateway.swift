import Bifrost
import LLM

extension Check {
    /// Which gateway it is, and how it says that it is.
    static func gateway(_ identity: GatewayIdentity, isDropIn: Bool, health: Result<Health, LLMError>) -> Check {
        var check = Check.pass(.gateway, identity.kind.title)
        if let version = identity.version { check.message += " \(TerminalText.line(version))" }
        if identity.kind == .bifrost {
            check.message += isDropIn ? ", OpenAI drop-in" : ", native interface"
        } else {
            check.notes = ["options that only a Bifrost gateway knows have no effect"]
        }
        let state = state(health)
        check.notes.append(state.text)
        if !state.isFine {
            check.status = .warn
            check.advice = ["the gateway says that it is not well: look at its log"]
        }
        check.add("kind", .string(identity.kind.rawValue))
        check.add("version", .string(identity.version))
        check.add("interface", .string(identity.kind == .bifrost ? isDropIn ? "drop-in" : "native" : nil))
        check.add("health", .string(state.word))
        return check
    }

    private static func state(_ health: Result<Health, LLMError>) -> (text: String, word: String?, isFine: Bool) {
        switch health {
        case .success(let health):
            let status = TerminalText.line(health.status)
            return ("health: \(status)", health.status, health.isHealthy)
        case .failure(let error) where error.status == 503:
            return ("health: \(TerminalText.line(error.message))", "unavailable", false)
        case .failure:
            return ("no health to be asked for", nil, true)
        }
    }

    /// Whether the gateway's clock agrees with ours.
    ///
    /// - Parameters:
    ///   - date: The answer's field `Date`.
    ///   - now: When it was received.
    /// - Returns: The check.
    static func clock(_ date: String?, now: UnixTime) -> Check {
        guard let date else { return .skip(.clock, "the answers have no date") }
        guard let theirs = HTTPDate.parse(date, now: now) else { return .skip(.clock, "the answers' date is no date") }
        // Its seconds are whole ones.
        let skew = theirs.seconds - now.seconds
        let isSmall = abs(skew) <= 2
        var check = Check.pass(.clock, isSmall ? "agrees with ours" : "\(describe(skew)) ours")
        if abs(skew) > 60 {
            check.status = .warn
            check.advice = ["set the clocks: the gateway's is \(describe(skew)) this machine's"]
        }
        check.add("skew_s", .number(skew.rounded()))
        return check
    }

    private static func describe(_ skew: Double) -> String {
        "\(Wording.time(.seconds(abs(skew)))) \(skew > 0 ? "ahead of" : "behind")"
    }
}
