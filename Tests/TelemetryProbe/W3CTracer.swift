import Tracing

/// As little of a tracer as passes W3C trace contexts on (https://www.w3.org/TR/trace-context/); every span is sampled.
struct W3CTracer: Tracer {
    struct SpanIdentity: Sendable {
        var trace: [UInt8]
        var span: [UInt8]
    }

    enum Key: ServiceContextKey { typealias Value = SpanIdentity }

    let recording: Recording

    private static func random(bytes: Int) -> [UInt8] { (0..<bytes).map { _ in UInt8.random(in: 1...255) } }

    func startSpan<Instant: TracerInstant>(
        _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
        at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
    ) -> RecordedSpan {
        var context = context()
        let parent = context[Key.self]
        context[Key.self] = SpanIdentity(trace: parent?.trace ?? Self.random(bytes: 16), span: Self.random(bytes: 8))
        return RecordedSpan(
            operationName, kind, context, parent: parent?.span, begun: instant().nanosecondsSinceEpoch, recording)
    }

    func inject<Carrier, Inject: Injector>(
        _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
    ) where Carrier == Inject.Carrier {
        guard let identity = context[Key.self] else { return }
        let traceParent = "00-\(identity.trace.hexadecimal)-\(identity.span.hexadecimal)-01"
        injector.inject(traceParent, forKey: "traceparent", into: &carrier)
        injector.inject("probe=1", forKey: "tracestate", into: &carrier)
    }

    func extract<Carrier, Extract: Extractor>(
        _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
    ) where Carrier == Extract.Carrier {}

    func forceFlush() {}
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
