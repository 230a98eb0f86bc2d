extension Duration {
    /// A number of seconds as somebody wrote it, to the nanosecond, so that 8.64 is what `.milliseconds(8640)` is.
    ///
    /// Nil for what no clock measures: a negative number, and more than thirty years.
    init?(decimalSeconds seconds: Double) {
        guard 0..<1e9 ~= seconds else { return nil }
        self = .nanoseconds(Int64((seconds * 1e9).rounded()))
    }
}
