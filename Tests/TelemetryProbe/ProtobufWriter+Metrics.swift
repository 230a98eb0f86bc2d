import BifrostObservability
import Tracing

extension ProtobufWriter {
    private static let cumulative: Int64 = 2

    static func metrics(_ recording: Recording) -> ProtobufWriter {
        let now = DefaultTracerClock.now.nanosecondsSinceEpoch
        let named = Dictionary(grouping: recording.metrics, by: \.label)
        return export { scope in
            for (label, metrics) in named { scope.message(2) { $0.describe(label, metrics, at: now) } }
        }
    }

    private mutating func describe(_ label: String, _ metrics: [RecordedMetric], at now: UInt64) {
        let known = TelemetryMetric.all.first { $0.name == label }
        text(1, label)
        text(3, known?.unit)
        switch metrics.first?.kind {
        case .histogram:
            message(9) { histogram in
                metrics.forEach { metric in
                    histogram.message(1) { $0.describeHistogram(metric, known?.bounds ?? [], at: now) }
                }
                histogram.integer(2, Self.cumulative)
            }
        case .counter:
            message(7) { sum in
                metrics.forEach { metric in sum.message(1) { $0.describeCounter(metric, at: now) } }
                sum.integer(2, Self.cumulative)
                sum.integer(3, 1)
            }
        default:
            message(5) { gauge in metrics.forEach { metric in gauge.message(1) { $0.describeGauge(metric, at: now) } } }
        }
    }

    /// A value belongs to the first bucket whose bound it does not pass, and to the last one when it passes them all.
    private mutating func describeHistogram(_ metric: RecordedMetric, _ bounds: [Double], at now: UInt64) {
        let values = metric.values
        var counts = [UInt64](repeating: 0, count: bounds.count + 1)
        for value in values { counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1 }
        fixed64(3, now)
        fixed64(4, UInt64(values.count))
        double(5, values.reduce(0, +))
        packed(6, counts)
        packed(7, bounds.map(\.bitPattern))
        dimensions(9, metric)
    }

    private mutating func describeCounter(_ metric: RecordedMetric, at now: UInt64) {
        fixed64(3, now)
        fixed64(6, UInt64(metric.values.reduce(0, +)))
        dimensions(7, metric)
    }

    private mutating func describeGauge(_ metric: RecordedMetric, at now: UInt64) {
        fixed64(3, now)
        double(4, metric.values.last ?? 0)
        dimensions(7, metric)
    }

    private mutating func dimensions(_ field: Int, _ metric: RecordedMetric) {
        for (name, value) in metric.dimensions { attribute(field, name) { $0.text(1, value) } }
    }
}
