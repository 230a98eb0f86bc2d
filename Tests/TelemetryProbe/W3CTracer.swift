import Synchronization
import Tracing

/// As little of a tracer as passes W3C trace contexts on (https://www.w3.org/TR/trace-context/); every span is sampled.
struct W3CTracer: Tracer {
    struct SpanIdentity: Sendable {
        var trace: String
        var span: String
    }

    enum Key: ServiceContextKey { typealias Value = SpanIdentity }

    private static func random(bytes: Int) -> String {
        (0..<bytes).map { _ in
            let text = String(UInt8.random(in: 1...255), radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> RecordedSpan {
        var context = context()
        let trace = context[Key.self]?.trace ?? Self.random(bytes: 16)
        context[Key.self] = SpanIdentity(trace: trace, span: Self.random(bytes: 8))
        return RecordedSpan(operationName, context)
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Carrier == Inject.Carrier {
        guard let identity = context[Key.self] else { return }
        injector.inject("00-\(identity.trace)-\(identity.span)-01", forKey: "traceparent", into: &carrier)
        injector.inject("probe=1", forKey: "tracestate", into: &carrier)
    }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Carrier == Extract.Carrier {}

    func forceFlush() {}
}

/// A span that says who it is when it ends.
final class RecordedSpan: Span {
    let context: ServiceContext
    private let state: Mutex<(name: String, attributes: SpanAttributes)>

    init(_ name: String, _ context: ServiceContext) {
        self.context = context
        state = Mutex((name, [:]))
    }

    var operationName: String {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    var attributes: SpanAttributes {
        get { state.withLock { $0.attributes } }
        set { state.withLock { $0.attributes = newValue } }
    }

    var isRecording: Bool { true }

    func setStatus(_ status: SpanStatus) {}

    func addEvent(_ event: SpanEvent) {}

    func addLink(_ link: SpanLink) {}

    func recordError<Instant: TracerInstant>(
        _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {}

    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) {
        guard let identity = context[W3CTracer.Key.self] else { return }
        print(identity.trace, identity.span, operationName)
    }
}
