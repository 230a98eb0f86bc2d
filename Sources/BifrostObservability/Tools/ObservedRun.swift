import LLM
import Metrics
import Tracing

/// One run of a tool or of an agent: a span below the current one, and its duration.
struct ObservedRun: Sendable {
    let span: (any Span)?
    private let metrics: (any MetricsFactory)?
    private let metric: TelemetryMetric
    private let dimensions: [(String, String)]
    private let clock: CallClock
    private let begun: ContinuousClock.Instant

    /// - Parameters:
    ///   - operation: What is done, in the conventions' words.
    ///   - subject: The attribute that names who does it, and the name.
    ///   - metric: What its duration is told as.
    ///   - backEnds: What is told.
    ///   - clock: Measures the duration, from now on.
    init(
        _ operation: String, _ subject: (attribute: String, name: String), _ metric: TelemetryMetric,
        _ backEnds: BackEnds, _ clock: CallClock
    ) {
        dimensions = [(GenAI.operationName, operation), (subject.attribute, subject.name)]
        metrics = backEnds.metrics
        self.metric = metric
        self.clock = clock
        begun = clock.now()
        span = backEnds.tracer?.startAnySpan("\(operation) \(subject.name)", ofKind: .internal)
        span?.updateAttributes { [dimensions] attributes in
            for (name, value) in dimensions { attributes.set(name, value: .string(value)) }
        }
    }

    /// Does the work below the span.
    ///
    /// - Parameters:
    ///   - work: What is done; an error that it throws is told.
    ///   - failure: The class of a failure that the value itself tells; nil when it is none.
    /// - Returns: What the work returned.
    /// - Throws: What the work threw.
    func run<Value>(
        _ work: () async throws -> Value, failure: (Value) -> String? = { _ in nil }
    ) async throws -> Value {
        do {
            let value = try await ServiceContext.$current.withValue(span?.context ?? .current) { try await work() }
            end(failure(value))
            return value
        } catch {
            end(ErrorClass.name(of: error))
            throw error
        }
    }

    private func end(_ error: String?) {
        let duration = begun.duration(to: clock.now())
        if let error {
            span?.updateAttributes { $0.set(GenAI.errorType, value: .string(error)) }
            if error != ErrorClass.cancelled { span?.setStatus(SpanStatus(code: .error)) }
        }
        span?.end()
        guard let metrics else { return }
        let failed = error.map { [(GenAI.errorType, $0)] } ?? []
        Recorder(label: metric.name, dimensions: dimensions + failed, aggregate: true, factory: metrics)
            .record(duration.seconds)
    }
}
