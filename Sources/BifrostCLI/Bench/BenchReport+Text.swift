extension BenchReport {
    private static let columnWidth = 10

    /// The report for a terminal.
    var text: String {
        var lines = ["\(setting.model) at \(setting.baseURL)", loadText, ""]
        lines += table
        lines += ["", answers, rates]
        lines += tally.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { kind, failures in
            "  \(Quantity.count(failures.count)) \(kind): \(failures.example)"
        }
        lines += remarks.map { "note: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var table: [String] {
        let head = Self.percentiles.map { "\(Self.name(of: $0))" } + ["max", "mean"]
        return [Self.line("", head)]
            + rows.filter { $0.latencies.count > 0 }.map { row in
                let values = Self.percentiles.map { row.latencies.percentile($0) }
                return Self.line(
                    row.name, (values + [row.latencies.maximum, row.latencies.mean]).map(Self.latency))
            }
    }

    private var answers: String {
        var parts = ["\(Quantity.count(tally.answered)) answered"]
        if tally.failed > 0 { parts.append("\(Quantity.count(tally.failed)) failed") }
        if tally.retries > 0 { parts.append(Quantity.plural(tally.retries, "retry", "retries")) }
        return parts.joined(separator: ", ") + " in \(Quantity.duration(tally.elapsed))"
    }

    private var rates: String {
        var parts = ["\(Quantity.short(tally.rate(tally.answered))) answers/s"]
        if tally.output > 0 {
            parts.append("\(Quantity.short(tally.rate(tally.output))) output \(unit)/s")
            parts.append("\(Quantity.count(tally.output)) output \(unit)")
        }
        if tally.inputTokens > 0 { parts.append("\(Quantity.count(tally.inputTokens)) input tokens") }
        return parts.joined(separator: ", ")
    }

    private static func line(_ name: String, _ values: [String]) -> String {
        let name = name + String(repeating: " ", count: max(0, 14 - name.count))
        return name
            + values.map { String(repeating: " ", count: max(1, columnWidth - $0.count)) + $0 }.joined()
    }

    private static func latency(_ microseconds: Double?) -> String {
        microseconds.map(Quantity.latency) ?? "–"
    }

    /// A share as people write it, such as 99.9%.
    static func name(of percent: Double) -> String {
        percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
    }
}
