/// Prints the results, a line for each run.
enum Table {
    static func printHead() {
        print("| limit | streams | value | fired | early | caller p50 | p99 | max | loop p50 | p99 | max |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    }

    static func printLine(_ run: Run, _ results: [Lateness?]) {
        let fired = results.compactMap(\.self)
        let early = fired.count { $0.caller < .zero }
        let cells =
            [run.wait.rawValue, "\(run.streams) \(name(run.pace))", "\(milliseconds(run.value))", "\(fired.count)"]
            + ["\(early)"] + summary(fired.map(\.caller)) + summary(fired.compactMap(\.loop))
        print("| " + cells.joined(separator: " | ") + " |")
    }

    private static func name(_ pace: Run.Pace) -> String {
        switch pace {
        case .sequential: "in turn"
        case .spread: "spread"
        case .together: "at once"
        }
    }

    /// Median, 99th percentile and maximum.
    private static func summary(_ values: [Duration]) -> [String] {
        guard !values.isEmpty else { return ["–", "–", "–"] }
        let sorted = values.sorted()
        return [0.5, 0.99, 1].map { share in
            milliseconds(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
        }
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(1) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}
