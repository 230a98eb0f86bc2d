import Glibc

/// Numbers as people read them.
enum Quantity {
    /// A count with a thin gap every three digits.
    static func count(_ count: Int) -> String {
        let digits = Array(String(count.magnitude))
        let grouped = digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
            text.append(digit.element)
        }
        return count < 0 ? "-" + grouped : grouped
    }

    /// A number with so many decimals.
    static func decimal(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        let factor = pow(10, Double(decimals))
        let scaled = (value.magnitude * factor).rounded()
        guard scaled < 9e15 else { return "\(value)" }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + String(Int(scaled)) }
        let whole = String(Int(scaled))
        let digits = String(repeating: "0", count: max(0, decimals + 1 - whole.count)) + whole
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// A number with three digits or so.
    static func short(_ value: Double) -> String {
        switch value.magnitude {
        case ..<10: decimal(value, 2)
        case ..<100: decimal(value, 1)
        case ..<1e15: count(Int(value.rounded()))
        default: "\(value)"
        }
    }

    /// A time that a person waits for.
    static func duration(_ duration: Duration) -> String {
        let seconds = max(0, duration / .seconds(1))
        guard seconds >= 9.95 else { return decimal(seconds, 1) + " s" }
        let whole = Int(seconds.rounded())
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600: return "\(whole / 60) m \(whole % 60) s"
        case ..<(48 * 3600): return "\(whole / 3600) h \(whole % 3600 / 60) m"
        default: return "\(whole / 86400) d \(whole % 86400 / 3600) h"
        }
    }

    /// A latency in its own unit.
    static func latency(microseconds: Double) -> String {
        switch microseconds {
        case ..<1000: short(microseconds) + " µs"
        case ..<1_000_000: short(microseconds / 1000) + " ms"
        default: short(microseconds / 1_000_000) + " s"
        }
    }

    /// One word or the other.
    static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(self.count(count)) \(count == 1 ? one : many ?? one + "s")"
    }
}
