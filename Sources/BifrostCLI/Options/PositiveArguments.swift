import ArgumentParser

/// A whole number from one.
struct PositiveCount: ExpressibleByArgument {
    var value: Int

    init?(argument: String) {
        guard let value = Int(argument), value >= 1 else { return nil }
        self.value = value
    }
}

/// Seconds, fractions allowed, more than none.
struct PositiveSeconds: ExpressibleByArgument {
    var duration: Duration

    init?(argument: String) {
        guard let seconds = Double(argument), seconds > 0, seconds <= 1e9 else { return nil }
        duration = .seconds(seconds)
    }
}

/// A number more than zero.
struct PositiveNumber: ExpressibleByArgument {
    var value: Double

    init?(argument: String) {
        guard let value = Double(argument), value > 0, value <= 1e9 else { return nil }
        self.value = value
    }
}
