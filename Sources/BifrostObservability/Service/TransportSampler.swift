import CurlTransport
import HTTPTransport
import LLM
import Metrics

/// Tells how busy a transport is, again and again.
struct TransportSampler: Sendable {
    private let transport: CurlTransport
    private let interval: Duration
    private let clock: CallClock

    /// Nil for a transport that does not tell, and without an interval to wait.
    init?(_ transport: any HTTPTransport, every interval: Duration, clock: CallClock) {
        guard let transport = transport as? CurlTransport, interval > .zero else { return nil }
        self.transport = transport
        self.interval = interval
        self.clock = clock
    }

    /// Samples until the task is cancelled.
    func run() async {
        repeat {
            if !(MetricsSystem.factory is NOOPMetricsHandler) { record(await transport.snapshot()) }
            try? await clock.sleep(interval)
        } while !Task.isCancelled
    }

    private func record(_ snapshot: CurlTransport.Snapshot) {
        let values = [
            ("queued", snapshot.queued), ("connecting", snapshot.connecting),
            ("awaiting_head", snapshot.awaitingHead), ("receiving", snapshot.receiving), ("paused", snapshot.paused),
            ("sockets", snapshot.sockets), ("buffered_bytes", snapshot.bytesBuffered),
        ]
        for (name, value) in values { Gauge(label: "bifrost.client.transport.\(name)").record(value) }
    }
}
