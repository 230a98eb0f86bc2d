import Logging
import Tracing

// The messages of https://github.com/open-telemetry/opentelemetry-proto, whose fields have these numbers.
extension ProtobufWriter {
    static func traces(_ recording: Recording) -> ProtobufWriter {
        export { scope in recording.spans.forEach { span in scope.message(2) { $0.describe(span) } } }
    }

    static func logs(_ recording: Recording) -> ProtobufWriter {
        export { scope in recording.logs.forEach { log in scope.message(2) { $0.describe(log) } } }
    }

    /// A request with one resource and one scope, numbered alike in all three signals.
    static func export(_ describe: (inout ProtobufWriter) -> Void) -> ProtobufWriter {
        var request = ProtobufWriter()
        request.message(1) { group in
            group.message(1) { $0.attribute(1, "service.name") { $0.text(1, "probe") } }
            group.message(2) { scope in
                scope.message(1) { $0.text(1, "swift-bifrost") }
                describe(&scope)
            }
        }
        return request
    }

    mutating func attribute(_ field: Int, _ name: String, _ value: (inout ProtobufWriter) -> Void) {
        message(field) {
            $0.text(1, name)
            $0.message(2, value)
        }
    }

    private mutating func describe(_ span: RecordedSpan) {
        let state = span.state
        identify(span.context[W3CTracer.Key.self], fields: (1, 2))
        bytes(4, span.parent)
        text(5, state.name)
        integer(6, span.kind == .client ? 3 : 1)
        fixed64(7, span.begun)
        fixed64(8, state.ended)
        state.attributes.forEach { name, value in attribute(9, name) { $0.value(value) } }
        for event in state.events {
            message(11) { written in
                written.fixed64(1, event.nanosecondsSinceEpoch)
                written.text(2, event.name)
                event.attributes.forEach { name, value in written.attribute(3, name) { $0.value(value) } }
            }
        }
        guard let status = state.status else { return }
        message(15) {
            $0.text(2, status.message)
            $0.integer(3, status.code == .error ? 2 : 1)
        }
    }

    private mutating func describe(_ log: LogRecord) {
        fixed64(1, log.time)
        // Severities are four to a level, beginning with trace.
        integer(2, log.level == .notice ? 10 : log.level == .debug ? 5 : 0)
        text(3, log.level.rawValue)
        message(5) { $0.text(1, log.message) }
        for (name, value) in log.metadata { attribute(6, name) { $0.text(1, "\(value)") } }
        identify(log.span, fields: (9, 10))
    }

    private mutating func identify(_ identity: W3CTracer.SpanIdentity?, fields: (trace: Int, span: Int)) {
        bytes(fields.trace, identity?.trace)
        bytes(fields.span, identity?.span)
    }

    private mutating func value(_ value: SpanAttribute) {
        switch value {
        case .bool(let flag): integer(2, flag ? 1 : 0)
        case .int32(let number): integer(3, Int64(number))
        case .int64(let number): integer(3, number)
        case .double(let number): double(4, number)
        case .stringArray(let texts):
            message(5) { list in texts.forEach { text in list.message(1) { $0.text(1, text) } } }
        case .string(let text): self.text(1, text)
        default: text(1, "\(value)")
        }
    }
}
