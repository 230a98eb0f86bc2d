import LLM

extension Check {
    /// The addresses of the host.
    ///
    /// - Parameters:
    ///   - outcome: What the system said. Nil for a host that is an address.
    ///   - host: The host.
    ///   - elapsed: How long it took.
    /// - Returns: The check.
    static func lookup(_ outcome: NameLookup.Outcome?, of host: String, elapsed: Duration) -> Check {
        switch outcome {
        case nil:
            return .pass(.nameLookup, "\(host) is an address")
        case .found(let addresses):
            let shown = addresses.prefix(4).joined(separator: ", ") + (addresses.count > 4 ? ", …" : "")
            var check = Check.pass(.nameLookup, "\(host) is \(shown) (\(Wording.time(elapsed)))")
            if elapsed >= .seconds(1) {
                check.status = .warn
                check.advice = ["the name takes \(Wording.time(elapsed)) to look up: look at this machine's resolver"]
            }
            check.add("addresses", .array(addresses.map { .string($0) }))
            check.add("elapsed_ms", .milliseconds(elapsed))
            return check
        case .failed(let reason):
            return .fail(
                .nameLookup, LLMError(.connect, "\(host) was not found: \(reason)"),
                "check the host in --base-url, and this machine's resolver (/etc/resolv.conf)")
        case .timedOut:
            return .fail(
                .nameLookup, LLMError(.timeout, "\(host): the system gave no answer within \(Wording.time(elapsed))"),
                "look at this machine's resolver (/etc/resolv.conf), or raise --connect-timeout")
        }
    }
}
