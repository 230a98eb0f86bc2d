/// Tells an observer of each call: when it begins, and exactly once how it ended.
///
/// What is told holds neither prompts nor answers nor keys. Place it outermost to see what the caller sees, or before
/// one model of a ``Fallback`` to see that one's calls. Nothing is told of a stream that nobody iterates.
public struct CallReporter: ModelMiddleware {
    private let observer: any ModelCallObserver
    private let clock: CallClock

    /// Makes a reporter.
    ///
    /// - Parameters:
    ///   - observer: What is told.
    ///   - clock: Measures the times.
    public init(_ observer: any ModelCallObserver, clock: CallClock = .continuous) {
        self.observer = observer
        self.clock = clock
    }

    /// Makes a reporter that only tells how calls ended.
    ///
    /// - Parameters:
    ///   - clock: Measures the times.
    ///   - ended: Called once for each call that began; may be called in any task, so it must be quick.
    public init(clock: CallClock = .continuous, ended: @escaping @Sendable (ModelCallRecord) -> Void) {
        self.init(RecordObserver(ended: ended), clock: clock)
    }

    /// Answers a call by calling on, and reports it.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - next: The rest of the chain.
    /// - Returns: The answer.
    /// - Throws: What the rest of the chain throws.
    public func respond(to call: ModelCall, next: Next) async throws -> ModelAnswer {
        let start = clock.now()
        let reported = ReportedCall(
            modelID: call.modelID, isStreamed: call.isStreamed, observer.begin(call), start: start, clock: clock)
        return try await reported.answer(call, next)
    }
}

private struct RecordObserver: ModelCallObserver, ModelCallObservation {
    let ended: @Sendable (ModelCallRecord) -> Void

    func begin(_ call: ModelCall) -> any ModelCallObservation { self }

    func run<Value>(_ work: Work<Value>) async throws -> Value { try await work() }

    func end(_ record: ModelCallRecord, metadata: ResponseMetadata) { ended(record) }
}
