import FoundationEssentials

/// How the doctor writes times.
enum Wording {
    /// `0.4 ms`, `412 ms`, `2.1 s`, `3 min`.
    static func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        switch milliseconds {
        case ..<10: return "\(decimal(milliseconds)) ms"
        case ..<1000: return "\(Int(milliseconds.rounded())) ms"
        case ..<120_000: return "\(decimal(milliseconds / 1000)) s"
        default: return "\(Int((milliseconds / 60_000).rounded())) min"
        }
    }

    /// A limit's value: `30 s`, or `off`.
    static func limit(_ duration: Duration?) -> String {
        guard let seconds = duration.map({ $0 / .seconds(1) }) else { return "off" }
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }

    /// `3 days`, or `1 day`.
    static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// The day of an instant in seconds since 1970, as `2026-11-28`.
    static func day(_ seconds: Int) -> String {
        String(Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).prefix(10))
    }

    private static func decimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
