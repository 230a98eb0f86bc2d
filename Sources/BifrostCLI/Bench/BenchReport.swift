/// What a load test has found.
struct BenchReport {
    /// What was tested, and how.
    struct Setting {
        var model: String
        var baseURL: String
        var load: BenchLoad
        var isStreamed: Bool
        var warmUp: Duration?
        var expectedInterval: Duration?
    }

    /// A row of latencies.
    struct Row {
        var name: String
        var key: String
        var latencies: Latencies
    }

    /// The shares that a table tells, in percent.
    static let percentiles = [50, 90, 95, 99, 99.9]

    let setting: Setting
    let tally: BenchTally

    init(_ setting: Setting, _ tally: BenchTally) {
        self.setting = setting
        self.tally = tally
    }

    /// What was measured at all: without streaming there are no first tokens.
    var rows: [Row] {
        [
            Row(name: "first token", key: "first_token_ms", latencies: tally.firstToken),
            Row(name: "between tokens", key: "between_tokens_ms", latencies: tally.gap),
            Row(name: "whole call", key: "call_ms", latencies: tally.call),
        ]
    }

    /// What output is counted in.
    var unit: String { tally.countsTokens ? "tokens" : "chunks" }

    /// How calls came, in words.
    var loadText: String {
        switch setting.load {
        case .closed(let concurrency): Quantity.plural(concurrency, "caller") + ", each waiting for its answer"
        case .open(let rate, let pattern, _, _): "\(Quantity.short(rate)) calls a second, \(pattern.rawValue) arrivals"
        }
    }

    /// What is to be known about the numbers.
    var remarks: [String] {
        var remarks: [String] = []
        if case .closed = setting.load {
            remarks.append(closedLoopRemark)
        }
        if setting.isStreamed, tally.answered > 0, !tally.countsTokens {
            remarks.append("the gateway did not tell how many tokens all answers have; chunks were counted")
        }
        if tally.latestStart > .milliseconds(100) {
            remarks.append("calls began up to \(Quantity.duration(tally.latestStart)) later than meant; that counts")
        }
        if tally.left > 0 {
            remarks.append("\(Quantity.plural(tally.left, "call")) had not ended when the test was over")
        }
        return remarks
    }

    /// Coordinated omission: whoever waits does not ask, and so does not see how slow it is.
    private var closedLoopRemark: String {
        guard let interval = setting.expectedInterval else {
            return
                "callers wait while the gateway is slow, so that slow times count too little; --rate has no such bias"
        }
        return "whole-call latency is corrected for calls that were not made, one every \(Quantity.duration(interval))"
    }
}
