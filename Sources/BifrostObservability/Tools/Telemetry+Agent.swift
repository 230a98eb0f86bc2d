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
        guard let tracer = backEnds.tracer else { return try await work() }
        let span = tracer.startAnySpan("invoke_agent \(name)", ofKind: .internal)
        defer { span.end() }
        span.updateAttributes { attributes in
            attributes.set(GenAI.operationName, value: "invoke_agent")
            attributes.set(GenAI.agentName, value: .string(name))
        }
        do {
            return try await ServiceContext.$current.withValue(span.context) { try await work() }
        } catch {
            let name = ErrorClass.name(of: error)
            span.updateAttributes { $0.set(GenAI.errorType, value: .string(name)) }
            if !(error is CancellationError) { span.setStatus(SpanStatus(code: .error)) }
            throw error
        }
    }
}
