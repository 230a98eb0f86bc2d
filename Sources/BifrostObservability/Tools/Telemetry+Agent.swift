import LLM
import Metrics
import Tracing

extension Telemetry {
    /// Runs something in a span `invoke_agent {name}`, so that the calls and tools of a run are together below it.
    ///
    /// The loop over a streamed run belongs into `work`.
    ///
    /// - Parameters:
    ///   - name: The agent's name.
    ///   - work: What is run, such as `ChatModel.run`.
    /// - Returns: What `work` returned.
    /// - Throws: What `work` threw; the span is told its class alone, as it is of a call.
    public func agent<Value>(_ name: String, _ work: () async throws -> Value) async throws -> Value {
        let backEnds = backEnds
        guard backEnds.tracer != nil || backEnds.metrics != nil else { return try await work() }
        return try await ObservedAgent(name, backEnds, clock).run(work)
    }
}

/// One run of an agent.
private struct ObservedAgent {
    private static let operation = "invoke_agent"

    let name: String
    let span: (any Span)?
    let metrics: (any MetricsFactory)?
    let clock: CallClock

    init(_ name: String, _ backEnds: BackEnds, _ clock: CallClock) {
        self.name = name
        self.clock = clock
        metrics = backEnds.metrics
        span = backEnds.tracer?.startAnySpan("\(Self.operation) \(name)", ofKind: .internal)
        span?.updateAttributes { attributes in
            attributes.set(GenAI.operationName, value: .string(Self.operation))
            attributes.set(GenAI.agentName, value: .string(name))
        }
    }

    func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        let begun = clock.now()
        do {
            let value = try await ServiceContext.$current.withValue(span?.context ?? .current) { try await work() }
            end(nil, since: begun)
            return value
        } catch {
            end(ErrorClass.name(of: error), since: begun)
            throw error
        }
    }

    private func end(_ error: String?, since begun: ContinuousClock.Instant) {
        let duration = begun.duration(to: clock.now())
        if let error {
            span?.updateAttributes { $0.set(GenAI.errorType, value: .string(error)) }
            if error != ErrorClass.cancelled { span?.setStatus(SpanStatus(code: .error)) }
        }
        span?.end()
        guard let metrics else { return }
        let dimensions = [(GenAI.operationName, Self.operation), (GenAI.agentName, name)]
        let failed = error.map { [(GenAI.errorType, $0)] } ?? []
        let label = TelemetryMetric.agentDuration.name
        Recorder(label: label, dimensions: dimensions + failed, aggregate: true, factory: metrics)
            .record(duration.seconds)
    }
}
