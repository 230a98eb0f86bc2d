import LLM

/// How calls ended, and what did not hold.
struct Tally: CustomStringConvertible {
    var whole = 0
    var left = 0
    var cancelled = 0
    var failed: [String: Int] = [:]
    /// The limit that fired latest.
    var latest: FiredLimit?
    /// How long it took at most until a caller knew of its limit.
    var unheard = Duration.zero
    /// The most connections that were seen open at once.
    var connections = 0
    /// The most streams that were held open at once.
    var held = 0
    var violations: [String] = []

    mutating func note(_ outcome: PlannedCall.Outcome) {
        switch outcome {
        case .whole: whole += 1
        case .left: left += 1
        case .cancelled: cancelled += 1
        case .failed(let code, let limit):
            failed[code.rawValue, default: 0] += 1
            note(limit)
        case .violation(let text): violations.append(text)
        }
    }

    private mutating func note(_ limit: FiredLimit?) {
        latest = [latest, limit].compactMap(\.self).max { $0.lateness < $1.lateness }
        unheard = max(unheard, limit?.unheard ?? .zero)
    }

    mutating func add(_ other: Tally) {
        whole += other.whole
        left += other.left
        cancelled += other.cancelled
        failed.merge(other.failed, uniquingKeysWith: +)
        note(other.latest)
        unheard = max(unheard, other.unheard)
        connections = max(connections, other.connections)
        held = max(held, other.held)
        violations += other.violations
    }

    var description: String {
        let failures = failed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "\(whole) whole, \(left) left, \(cancelled) cancelled, failed: \(failures); "
            + "\(connections) connections at once, \(held) streams held open; latest limit: \(latest?.description ?? "none"), "
            + "heard up to \(unheard) later"
    }
}
