extension RateLimit.Reset {
    /// Reads a duration such as `6m0s`, a number of seconds, a Unix time in seconds or milliseconds, or an instant of
    /// RFC 3339; nil for anything else.
    init?(_ text: String) {
        if let number = Double(text) {
            self.init(number)
        } else if let duration = Self.duration(text[...]) {
            self = .after(duration)
        } else if let instant = InternetDate.parse(text) {
            self = .at(instant.seconds)
        } else {
            return nil
        }
    }

    /// No limit lasts for thirty years, so a number beyond that is a time.
    private init?(_ number: Double) {
        if let duration = Duration(decimalSeconds: number) {
            self = .after(duration)
            return
        }
        switch number {
        case 1e9..<1e11: self = .at(number)
        case 1e11..<1e14: self = .at(number / 1000)
        default: return nil
        }
    }

    private static let units: [String: Double] = [
        "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
    ]

    /// Numbers with units behind them, one after the other, as Go writes a duration.
    private static func duration(_ text: Substring) -> Duration? {
        var rest = text
        var seconds = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { "0123456789.".contains($0) }
            rest = rest[digits.endIndex...]
            let unit = rest.prefix { !"0123456789.".contains($0) }
            rest = rest[unit.endIndex...]
            guard let number = Double(digits), let factor = units[String(unit)] else { return nil }
            seconds += number * factor
        }
        return text.isEmpty ? nil : Duration(decimalSeconds: seconds)
    }
}
