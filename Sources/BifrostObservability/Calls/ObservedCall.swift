import Bifrost
import HTTPTransport
import LLM
import Tracing

/// One call that the back ends are told of.
///
/// The back ends are those of the call's begin: its end may come in any task.
struct ObservedCall: ModelCallObservation, AttemptObserver {
    let span: CallSpan?
    private let instrument: (any Instrument)?
    /// What requests carry: the span's context, or without a span the one in which the call began.
    private let context: ServiceContext?
    private let metrics: CallMeter?
    private let log: CallLog?
    let wantsChunks: Bool
    private let countedBelow = CountedAnswers()
    /// Those of the observed call that this one is a part of; nil when it is none's.
    private let countedAbove: CountedAnswers?

    /// - Parameters:
    ///   - facts: What is known of the call.
    ///   - backEnds: What is told.
    ///   - describe: Adds to the span's attributes what else the request says.
    init(_ facts: CallFacts, _ backEnds: BackEnds, _ describe: (inout SpanAttributes) -> Void) {
        let span = backEnds.tracer.map { CallSpan(facts, $0, describe) }
        self.span = span
        instrument = backEnds.instrument
        let context = span?.context ?? .current
        self.context = context
        metrics = backEnds.metrics.map { CallMeter(facts, $0) }
        wantsChunks = metrics != nil && facts.hasOutputChunks
        countedAbove = (AttemptObservation.current as? ObservedCall)?.countedBelow
        log = backEnds.logger.map { CallLog(facts, $0, context: context) }
        log?.began()
    }

    func run<Value>(_ work: Work<Value>) async throws -> Value {
        try await AttemptObservation.$current.withValue(self) {
            guard let context = span?.context else { return try await work() }
            return try await ServiceContext.$current.withValue(context) { try await work() }
        }
    }

    /// Every instrument has its say, a propagator beside the tracer too.
    func willSend(_ fields: inout HTTPFields, attempt: Int) {
        guard let instrument, let context else { return }
        instrument.inject(context, into: &fields, using: FieldInjector())
    }

    func willRetry(after failure: LLMError.Attempt, attempt: Int, wait: Duration) {
        span?.willRetry(after: failure, attempt: attempt, wait: wait)
        metrics?.willRetry(after: failure)
        log?.willRetry(after: failure, attempt: attempt, wait: wait)
    }

    func chunk(after time: Duration) { metrics?.chunk(after: time) }

    func end(_ record: ModelCallRecord, metadata: ResponseMetadata) {
        let record = record.inWords
        span?.end(record)
        let isCounted = record.responseID.map(countedBelow.contains) ?? false
        metrics?.end(record, countsTokens: !isCounted)
        if isCounted || metrics != nil, let id = record.responseID { countedAbove?.insert(id) }
        log?.ended(record)
    }
}
