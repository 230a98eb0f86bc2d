public import LLM
public import Logging
import Metrics
import Tracing

/// Tells swift-distributed-tracing, swift-metrics and swift-log of a model's calls.
///
/// A middleware like any other: outermost it sees what the caller sees, before one model of a `Fallback` that one's
/// calls. `ChatModel.observed(_:)` puts it there. What is told holds no keys, no header values and, unless
/// ``capturesContent`` is set, nothing that was said. Back ends are those in force where a call begins; without any, a
/// call goes straight on.
public struct Telemetry: ModelMiddleware {
    /// What is told of calls.
    public struct Signals: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int

        /// Makes a set of signals.
        ///
        /// - Parameter rawValue: The bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// A span for each call, and its context in the request's head.
        public static let tracing = Signals(rawValue: 1)
        /// Histograms and counters.
        public static let metrics = Signals(rawValue: 2)
        /// Log lines.
        public static let logging = Signals(rawValue: 4)
        /// All of them.
        public static let all: Signals = [.tracing, .metrics, .logging]
    }

    /// Where calls go.
    public struct Server: Hashable, Sendable {
        /// The host's name or address.
        public var address: String
        /// The port.
        ///
        /// Nil leaves it out.
        public var port: Int?

        /// Makes a server.
        ///
        /// - Parameters:
        ///   - address: The host's name or address.
        ///   - port: The port.
        public init(address: String, port: Int? = nil) {
            self.address = address
            self.port = port
        }
    }

    /// What is told.
    public var signals: Signals
    /// Whether spans hold prompts, answers, tool arguments and tool results.
    ///
    /// False by default: these are personal data, trade secrets or keys more often than not, and a tracing back end
    /// keeps them. They are never in metrics and log lines.
    public var capturesContent: Bool
    /// Where calls go.
    ///
    /// Nil takes the base URL of a `BifrostModel` that is observed, and otherwise leaves it out.
    public var server: Server?

    private let logger: Logger?
    let clock: CallClock

    /// Makes it; back ends are looked up at each call.
    ///
    /// - Parameters:
    ///   - signals: What is told.
    ///   - capturesContent: Whether spans hold prompts and answers.
    ///   - server: Where calls go.
    ///   - logger: What is written to. Nil takes the task's own, `Logger.current`.
    ///   - clock: Measures the times.
    public init(
        _ signals: Signals = .all,
        capturesContent: Bool = false,
        server: Server? = nil,
        logger: Logger? = nil,
        clock: CallClock = .continuous
    ) {
        self.signals = signals
        self.capturesContent = capturesContent
        self.server = server
        self.logger = logger
        self.clock = clock
    }

    /// Answers a call by calling on, and tells of it.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: What the rest of the chain throws.
    public func respond(to call: ModelCall, next: @escaping Next) async throws -> ModelAnswer {
        let backEnds = backEnds
        guard backEnds.any else { return try await next(call) }
        let observed = ObservedCall(CallFacts(call, server: server), backEnds) { attributes in
            attributes.describe(call.options)
            if capturesContent { attributes.capture(call) }
        }
        let reporter = CallReporter(Observer(call: observed), clock: clock)
        guard capturesContent, let span = observed.span else {
            return try await reporter.respond(to: call, next: next)
        }
        let capture = ModelHooks(after: { _, response in span.capture(response) })
        return try await reporter.respond(to: call) { try await capture.respond(to: $0, next: next) }
    }

    private struct Observer: ModelCallObserver {
        let call: ObservedCall

        func begin(_: ModelCall) -> any ModelCallObservation { call }
    }
}

extension Telemetry {
    /// What there is to tell, in the task that asks.
    var backEnds: BackEnds {
        var found = BackEnds()
        if signals.contains(.tracing) {
            let tracer = InstrumentationSystem.tracer
            if !(tracer is NoOpTracer) { found.tracer = tracer }
            let instrument = InstrumentationSystem.instrument
            if !(instrument is NoOpInstrument || instrument is NoOpTracer) { found.instrument = instrument }
        }
        if signals.contains(.metrics) {
            let factory = MetricsSystem.factory
            if !(factory is NOOPMetricsHandler) { found.metrics = factory }
        }
        if signals.contains(.logging) {
            let logger = logger ?? .current
            if logger.logLevel <= .notice { found.logger = logger }
        }
        return found
    }
}

/// The back ends in force; nil for those that would drop what they are told.
struct BackEnds: Sendable {
    var tracer: (any Tracer)?
    /// What puts contexts into requests: the tracer, or one of several, or a propagator without any tracer.
    var instrument: (any Instrument)?
    var metrics: (any MetricsFactory)?
    var logger: Logger?

    var any: Bool { tracer != nil || instrument != nil || metrics != nil || logger != nil }
}
