import LLM
import Metrics
import Synchronization

/// The metrics of one call.
final class CallMeter: Sendable {
    private let facts: CallFacts
    private let factory: any MetricsFactory
    private let times = Mutex((last: Duration?.none, perChunk: Recorder?.none))

    init(_ facts: CallFacts, _ factory: any MetricsFactory) {
        self.facts = facts
        self.factory = factory
    }

    /// Records the time since the chunk before; its recorder is made once for a stream.
    func chunk(after time: Duration) {
        times.withLock { times in
            defer { times.last = time }
            guard let last = times.last else { return }
            let recorder = times.perChunk ?? recorder(.timePerOutputChunk, facts.dimensions())
            times.perChunk = recorder
            recorder.record((time - last).seconds)
        }
    }

    func willRetry(after failure: LLMError.Attempt) {
        let dimensions = facts.serverDimensions + [(GenAI.errorType, failure.code.rawValue)]
        counter("bifrost.client.retries", dimensions).increment()
    }

    func end(_ record: ModelCallRecord, countsTokens: Bool) {
        let dimensions = facts.dimensions(record)
        let failed = record.errorClass.map { [(GenAI.errorType, $0)] } ?? []
        recorder(.operationDuration, dimensions + failed).record(record.duration.seconds)
        if let time = record.timeToFirstChunk { recorder(.timeToFirstChunk, dimensions).record(time.seconds) }
        // The tokens of a remembered answer were counted when it was made.
        if countsTokens, !record.isCached, let usage = record.usage { count(usage, dimensions) }
        if let metrics = record.metrics { tell(metrics, isWhole: record.outcome != .cancelled) }
    }

    private func count(_ usage: Usage, _ dimensions: [(String, String)]) {
        for (type, count) in [("input", usage.input), ("output", usage.output)] {
            guard let count else { continue }
            recorder(.tokenUsage, dimensions + [(GenAI.tokenType, type)]).record(count)
        }
    }

    /// Tells where the time of the last attempt went; its counters are all from its start, and stages are told apart.
    ///
    /// Of a stream that was left they are those of its head, since how long it was paused is added up at the end.
    private func tell(_ metrics: CallMetrics, isWhole: Bool) {
        let server = facts.serverDimensions
        let stages = [
            ("queued", metrics.queued), ("name_lookup", metrics.nameLookup),
            ("connect", metrics.connect.map { $0 - (metrics.nameLookup ?? .zero) }),
            ("tls", metrics.tls.map { $0 - (metrics.connect ?? .zero) }),
            ("first_byte", metrics.firstByte), ("paused", isWhole ? metrics.paused : nil),
        ]
        for (name, time) in stages {
            guard let time else { continue }
            let label = "bifrost.client.transfer.\(name)"
            Recorder(label: label, dimensions: server, aggregate: true, factory: factory)
                .record(max(time, .zero).seconds)
        }
        let reused = server + [("bifrost.client.connection.reused", "\(metrics.reusedConnection)")]
        counter("bifrost.client.transfers", reused).increment()
        counter("bifrost.client.transfer.bytes_sent", server).increment(by: metrics.bytesSent)
        counter("bifrost.client.transfer.bytes_received", server).increment(by: metrics.bytesReceived)
    }

    private func recorder(_ metric: TelemetryMetric, _ dimensions: [(String, String)]) -> Recorder {
        Recorder(label: metric.name, dimensions: dimensions, aggregate: true, factory: factory)
    }

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> Counter {
        Counter(label: label, dimensions: dimensions, factory: factory)
    }
}
