public import LLM
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
            let subject = (GenAI.toolName, definition.name)
            let observed = ObservedRun("execute_tool", subject, .toolDuration, backEnds, telemetry.clock)
            observed.span?.updateAttributes { $0.describe(call, of: definition, telemetry) }
            return try await observed.run {
                let output = try await run(call, context: context)
                if telemetry.capturesContent {
                    observed.span?.updateAttributes { $0.set("gen_ai.tool.call.result", value: .string(output.text)) }
                }
                return output
            } failure: { output in
                output.isError ? "tool_error" : nil
            }
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

extension SpanAttributes {
    fileprivate mutating func describe(_ call: ToolCall, of definition: ToolDefinition, _ telemetry: Telemetry) {
        set("gen_ai.tool.call.id", value: .string(call.id.word))
        set("gen_ai.tool.type", value: "function")
        set("gen_ai.tool.description", value: definition.description.map { .string($0) })
        guard telemetry.capturesContent else { return }
        set("gen_ai.tool.call.arguments", value: .string(call.arguments))
    }
}
