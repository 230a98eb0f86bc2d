extension Duration {
    /// As Go writes a duration, in the coarsest unit that is exact, such as `90s` or `1500ms`.
    ///
    /// What is finer than a nanosecond is rounded up, so that no limit becomes zero. The arithmetic does not trap, since
    /// a description may be asked of a value that was never checked.
    var wireText: String {
        let (seconds, attoseconds) = components
        let units: [(name: String, perSecond: Int64)] = [("s", 1), ("ms", 1000), ("us", 1_000_000)]
        for (name, perSecond) in units {
            let unit = 1_000_000_000_000_000_000 / perSecond
            guard attoseconds.isMultiple(of: unit) else { continue }
            return "\(seconds &* perSecond &+ attoseconds / unit)\(name)"
        }
        return "\(seconds &* 1_000_000_000 &+ (attoseconds + 999_999_999) / 1_000_000_000)ns"
    }
}
