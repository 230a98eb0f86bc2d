import Metrics
import Synchronization

/// All that the back ends were told, in order.
final class Recording: Sendable {
    private struct MetricIdentity: Hashable {
        var label: String
        var dimensions: [[String]]
    }

    private struct State {
        var spans: [RecordedSpan] = []
        var logs: [LogRecord] = []
        var metrics: [MetricIdentity: RecordedMetric] = [:]
    }

    private let state = Mutex(State())

    func add(_ span: RecordedSpan) { state.withLock { $0.spans.append(span) } }

    func add(_ log: LogRecord) { state.withLock { $0.logs.append(log) } }

    /// Metrics of one name and the same dimensions are one.
    func metric(_ kind: RecordedMetric.Kind, _ label: String, _ dimensions: [(String, String)]) -> RecordedMetric {
        let identity = MetricIdentity(label: label, dimensions: dimensions.map { [$0.0, $0.1] })
        return state.withLock { state in
            if let metric = state.metrics[identity] { return metric }
            let metric = RecordedMetric(kind, label, dimensions)
            state.metrics[identity] = metric
            return metric
        }
    }

    var spans: [RecordedSpan] { state.withLock { $0.spans } }
    var logs: [LogRecord] { state.withLock { $0.logs } }
    var metrics: [RecordedMetric] { state.withLock { Array($0.metrics.values) } }

    /// Whether the last of a transport's gauges was told.
    var hasGauges: Bool { metrics.contains { $0.label == "bifrost.client.transport.buffered_bytes" } }
}

extension Recording: MetricsFactory {
    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        metric(.counter, label, dimensions)
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        metric(aggregate ? .histogram : .gauge, label, dimensions)
    }

    /// None of ours is a timer.
    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }

    func destroyCounter(_ handler: any CounterHandler) {}

    func destroyRecorder(_ handler: any RecorderHandler) {}

    func destroyTimer(_ handler: any TimerHandler) {}
}
