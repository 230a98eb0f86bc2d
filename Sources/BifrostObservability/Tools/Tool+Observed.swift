public import LLM
import Metrics
import Tracing

extension Tool {
    /// Tells tracing and metrics of this tool's calls: a span `execute_tool {name}` below the current one.
    ///
    /// - Parameter telemetry: What is told; everything but arguments and results by default.
    /// - Returns: The new tool.
    public func observed(_ telemetry: Telemetry = Telemetry()) -> Tool {
        Tool(definition, timeLimit: timeLimit) { [self] call, context in
            let backEnds = telemetry.backEnds
            guard backEnds.tracer != nil || backEnds.metrics != nil else {
                return try await run(call, context: context)
            }
            let observed = ObservedTool(definition, call, backEnds, telemetry)
            return try await observed.run { try await run(call, context: context) }
        }
    }
}

extension [Tool] {
    /// Tells tracing and metrics of these tools' calls.
    ///
    /// - Parameter telemetry: What is told; everything but arguments and results by default.
    /// - Returns: The new tools, in the same order.
    public func observed(_ telemetry: Telemetry = Telemetry()) -> [Tool] { map { $0.observed(telemetry) } }
}

/// One call of a tool.
private struct ObservedTool: Sendable {
    private static let operation = "execute_tool"

    let name: String
    let span: (any Span)?
    let metrics: (any MetricsFactory)?
    let telemetry: Telemetry

    init(_ definition: ToolDefinition, _ call: ToolCall, _ backEnds: BackEnds, _ telemetry: Telemetry) {
        name = definition.name
        metrics = backEnds.metrics
        self.telemetry = telemetry
        span = backEnds.tracer?.startAnySpan("\(Self.operation) \(definition.name)", ofKind: .internal)
        span?.updateAttributes { attributes in
            attributes.set(GenAI.operationName, value: .string(Self.operation))
            attributes.set(GenAI.toolName, value: .string(definition.name))
            attributes.set("gen_ai.tool.call.id", value: .string(call.id))
            attributes.set("gen_ai.tool.type", value: "function")
            attributes.set("gen_ai.tool.description", value: definition.description.map { .string($0) })
            guard telemetry.capturesContent else { return }
            attributes.set("gen_ai.tool.call.arguments", value: .string(call.arguments))
        }
    }

    func run(_ work: () async throws -> ToolOutput) async throws -> ToolOutput {
        let begun = telemetry.clock.now()
        do {
            let output = try await ServiceContext.$current.withValue(span?.context ?? .current) { try await work() }
            if telemetry.capturesContent {
                span?.updateAttributes { $0.set("gen_ai.tool.call.result", value: .string(output.text)) }
            }
            end(output.isError ? "tool_error" : nil, since: begun)
            return output
        } catch {
            end(ErrorClass.name(of: error), since: begun)
            throw error
        }
    }

    private func end(_ error: String?, since begun: ContinuousClock.Instant) {
        let duration = begun.duration(to: telemetry.clock.now())
        if let error {
            span?.updateAttributes { $0.set(GenAI.errorType, value: .string(error)) }
            if error != ErrorClass.cancelled { span?.setStatus(SpanStatus(code: .error)) }
        }
        span?.end()
        guard let metrics else { return }
        let dimensions = [(GenAI.operationName, Self.operation), (GenAI.toolName, name)]
        let failed = error.map { [(GenAI.errorType, $0)] } ?? []
        let label = TelemetryMetric.toolDuration.name
        Recorder(label: label, dimensions: dimensions + failed, aggregate: true, factory: metrics)
            .record(duration.seconds)
    }
}
