/// What a client prints: one line of JSON.
public struct Report {
    private let used: Usage
    private let tally: Tally

    /// Creates a report of some work.
    public init(used: Usage, tally: Tally) {
        self.used = used
        self.tally = tally
    }

    /// The line.
    public var json: String {
        var fields = [
            "\"user\":\(used.user)", "\"sys\":\(used.system)", "\"wall\":\(used.wall)", "\"chunks\":\(tally.chunks)",
            "\"characters\":\(tally.characters)", "\"unit\":\"utf8\"", "\"peak_kb\":\(Memory.peak)",
        ]
        let delays = tally.delays.sorted()
        if !delays.isEmpty {
            fields.append("\"p50\":\(delays[(delays.count - 1) / 2]),\"p99\":\(delays[(delays.count - 1) * 99 / 100])")
        }
        return "{\(fields.joined(separator: ","))}"
    }
}
