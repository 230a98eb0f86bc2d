extension MapTotals {
    private static let barWidth = 24

    /// The line that tells how far it is, as wide as it may be; nil is as wide as it likes, without a bar.
    func status(after elapsed: Duration, width: Int?) -> String {
        var parts = [Quantity.plural(answered + skipped, "line") + " done"]
        if failed > 0 { parts.append("\(Quantity.count(failed)) failed") }
        parts += ["\(running) running", Quantity.short(rate(after: elapsed)) + "/s"]
        if usage.output > 0 { parts.append(tokens(after: elapsed)) }
        if let cost = usage.cost { parts.append("cost " + Self.money(cost)) }
        if let left = timeLeft(after: elapsed) { parts.append("\(Quantity.duration(left)) left") }
        let text = parts.joined(separator: ", ")
        guard let fraction else { return text }
        let percent = "\(Int(fraction * 100))%"
        guard let width, width >= text.count + Self.barWidth + 10 else { return "\(percent), \(text)" }
        return "\(Self.bar(fraction)) \(percent)  \(text)"
    }

    private func tokens(after elapsed: Duration) -> String {
        Quantity.short(Double(usage.output) / max(0.001, elapsed / .seconds(1))) + " tokens/s"
    }

    private static func bar(_ fraction: Double) -> String {
        let full = Int(fraction * Double(barWidth))
        return String(repeating: "█", count: full) + String(repeating: "░", count: barWidth - full)
    }

    /// What became of the lines, for the end.
    func summary(after elapsed: Duration) -> [String] {
        var parts = ["\(Quantity.count(answered)) answered"]
        if failed > 0 { parts.append("\(Quantity.count(failed)) failed (\(failureText))") }
        if skipped > 0 { parts.append("\(Quantity.count(skipped)) done before") }
        if retries > 0 { parts.append(Quantity.plural(retries, "retry", "retries")) }
        var lines = [parts.joined(separator: ", ") + " in \(Quantity.duration(elapsed))"]
        if usage.input + usage.output > 0 {
            let cost = usage.cost.map { ", cost \(Self.money($0))" } ?? ""
            lines.append(
                "\(Quantity.count(usage.input)) input and \(Quantity.count(usage.output)) output tokens\(cost)")
        }
        return lines
    }

    private var failureText: String {
        failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(Quantity.count($0.value)) \($0.key)" }
            .joined(separator: ", ")
    }

    private static func money(_ cost: Double) -> String { Quantity.decimal(cost, cost < 0.1 ? 6 : 4) }
}
