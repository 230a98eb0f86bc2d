/// How fast the built-in model answers.
struct Pace: Sendable {
    var headDelay: Duration
    var tokenInterval: Duration
}

extension Duration {
    /// Whole milliseconds, as in the gateway's `latency`.
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}
