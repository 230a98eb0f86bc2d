import LLM
import Tracing

/// The span of one call, from its begin to the end of its stream.
struct CallSpan: Sendable {
    private let span: any Span

    init(_ facts: CallFacts, _ tracer: any Tracer, _ describe: (inout SpanAttributes) -> Void) {
        span = tracer.startAnySpan(facts.spanName, ofKind: .client)
        span.updateAttributes { attributes in
            attributes.describe(facts)
            describe(&attributes)
        }
    }

    /// What the request and what is called in between belong to.
    var context: ServiceContext { span.context }

    func willRetry(after failure: LLMError.Attempt, attempt: Int, wait: Duration) {
        var attributes: SpanAttributes = [:]
        attributes.set(GenAI.errorType, value: .string(failure.code.rawValue))
        attributes.set(Own.attempt, value: .int64(Int64(attempt)))
        attributes.set(Own.wait, value: .double(wait.seconds))
        attributes.set(GenAI.statusCode, value: failure.status.map { .int64(Int64($0)) })
        span.addEvent(SpanEvent(name: Own.retryEvent, attributes: attributes))
    }

    func capture(_ response: ChatResponse) { span.updateAttributes { $0.capture(response) } }

    /// Ends the span; errors are told by their class alone, since messages may quote the prompt.
    func end(_ record: ModelCallRecord) {
        span.updateAttributes { $0.describe(record) }
        if record.outcome == .failed { span.setStatus(SpanStatus(code: .error)) }
        span.end()
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
