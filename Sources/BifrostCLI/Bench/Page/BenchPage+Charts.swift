import Glibc

extension BenchPage {
    /// The charts that there is something to show in.
    var charts: [Chart] {
        [percentiles, latencies, answers, output, failures].compactMap(\.self)
    }

    /// The latency of ever rarer calls: each step to the right is a tenth as many.
    private var percentiles: Chart? {
        let calls = report.tally.call.count
        guard calls > 0 else { return nil }
        let end = max(1, log10(Double(calls)))
        let marks = [0, 50, 90, 99, 99.9, 99.99, 99.999].map { ($0, log10(100 / (100 - $0))) }
        let series = [("first token", 2, report.tally.firstToken), ("whole call", 1, report.tally.call)]
            .filter { $0.2.count > 0 }.map { name, color, latencies in
                Chart.Series(name: name, color: color, points: Self.curve(latencies, end))
            }
        return Chart(
            title: "Latency by share of calls", unit: "ms",
            xTicks: marks.filter { $0.1 <= end }.map { ($0.1, BenchReport.name(of: $0.0)) }, xRange: 0...end,
            series: series)
    }

    private static func curve(_ latencies: Latencies, _ end: Double) -> [(x: Double, y: Double)] {
        let steps = 200
        return (0...steps).map { step in
            let x = end * Double(step) / Double(steps)
            return (x, (latencies.percentile(100 - 100 / pow(10, x)) ?? 0) / 1000)
        }
    }

    private var latencies: Chart? {
        let shares: [(String, Int, (Latencies) -> Double?)] = [
            ("max", 3, \.maximum), ("99%", 2, { $0.percentile(99) }), ("median", 1, { $0.percentile(50) }),
        ]
        let series = shares.map { name, color, share in
            Chart.Series(
                name: name, color: color,
                points: stretches { stretch in stretch.latencies.flatMap(share).map { $0 / 1000 } })
        }
        guard series.contains(where: { !$0.points.isEmpty }) else { return nil }
        return overTime("Whole calls over time, by when they ended", "ms", series)
    }

    private var answers: Chart? {
        guard report.tally.answered > 0 else { return nil }
        let points = rates(\.answered)
        return overTime("Answers", "a second", [Chart.Series(name: "answers", color: 1, points: points)], isBars: true)
    }

    private var output: Chart? {
        guard report.tally.output > 0 else { return nil }
        let points = rates(\.tokens)
        return overTime(
            "Output \(report.unit), by when their call ended", "a second",
            [Chart.Series(name: report.unit, color: 2, points: points)], isBars: true)
    }

    private var failures: Chart? {
        guard report.tally.failed > 0 else { return nil }
        let points = rates(\.failed)
        return overTime(
            "Failures", "a second", [Chart.Series(name: "failures", color: 4, points: points)], isBars: true)
    }
}

extension BenchPage {
    private var seconds: Double { report.tally.series.width / .seconds(1) }

    /// A point for each stretch of the test that has a value.
    private func stretches(_ value: (TimeSeries.Stretch) -> Double?) -> [(x: Double, y: Double)] {
        report.tally.series.stretches.enumerated().compactMap { index, stretch in
            value(stretch).map { (Double(index) * seconds, $0) }
        }
    }

    /// How many of something came in a second, in each stretch.
    ///
    /// The last stretch may have been cut short by the end of the test. Of a splinter nothing can be said.
    private func rates(_ count: KeyPath<TimeSeries.Stretch, Int>) -> [(x: Double, y: Double)] {
        let elapsed = report.tally.elapsed / .seconds(1)
        return report.tally.series.stretches.enumerated().map { index, stretch in
            let start = Double(index) * seconds
            return (start, Double(stretch[keyPath: count]) / min(seconds, max(elapsed - start, seconds / 4)))
        }
    }

    private func overTime(_ title: String, _ unit: String, _ series: [Chart.Series], isBars: Bool = false) -> Chart {
        let count = report.tally.series.stretches.count
        let end = Double(isBars ? count : max(1, count - 1)) * seconds
        let ticks = Axis.ticks(upTo: end).filter { $0 <= end }
        return Chart(
            title: title, unit: unit, xTicks: ticks.map { ($0, Axis.label($0) + " s") }, xRange: 0...end,
            series: series, mark: isBars ? .bars(width: seconds) : .line, height: isBars ? 170 : 260)
    }
}
