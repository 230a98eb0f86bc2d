import Metrics
import Synchronization

/// A counter, a gauge or a histogram with all its values.
final class RecordedMetric: CounterHandler, RecorderHandler {
    enum Kind: Sendable { case counter, gauge, histogram }

    let kind: Kind
    let label: String
    let dimensions: [(String, String)]
    private let recorded = Mutex<[Double]>([])

    init(_ kind: Kind, _ label: String, _ dimensions: [(String, String)]) {
        self.kind = kind
        self.label = label
        self.dimensions = dimensions
    }

    var values: [Double] { recorded.withLock { $0 } }

    func increment(by amount: Int64) { record(Double(amount)) }

    func reset() { recorded.withLock { $0 = [] } }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) { recorded.withLock { $0.append(value) } }
}
