/// One call that is reported; its end is told once, whoever comes to it first.
final class ReportedCall: Sendable {
    private let call: ModelCall
    private let observation: any ModelCallObservation
    private let start: ContinuousClock.Instant
    private let clock: CallClock
    private let ending = CallEnd()

    init(
        _ call: ModelCall, _ observation: any ModelCallObservation, start: ContinuousClock.Instant, clock: CallClock
    ) {
        self.call = call
        self.observation = observation
        self.start = start
        self.clock = clock
    }

    /// A stream that was never iterated, since what stands before this one let go of it.
    deinit { end(.cancelled) }

    /// Calls on; a stream is reported while it is iterated.
    func answer(_ next: ModelMiddleware.Next) async throws -> ModelAnswer {
        do {
            return try await run { [call] in
                let answer = try await next(call)
                if call.isStreamed { return .stream(watched(try answer.stream())) }
                let response = try await answer.collect()
                end(.completed, metadata: response.metadata) { $0.fill(from: response) }
                return .response(response)
            }
        } catch {
            failed(error)
            throw error
        }
    }

    private func watched(_ stream: ChatStream) -> ChatStream {
        stream.watched { [recorder = stream.recorder] in ReportedStream(self, recorder) }
    }

    func run<Value>(_ work: () async throws -> Value) async throws -> Value { try await observation.run(work) }

    /// A stream's first chunk is there; returns how long it took.
    func firstChunk() -> Duration {
        let time = start.duration(to: clock.now())
        observation.firstChunk(after: time)
        return time
    }

    /// Whether the observer wants to know of each chunk.
    var wantsChunks: Bool { observation.wantsChunks }

    /// A stream's chunk is there.
    func chunk() { observation.chunk(after: start.duration(to: clock.now())) }

    func failed(
        _ error: any Error, metadata: ResponseMetadata = ResponseMetadata(),
        fill: (inout ModelCallRecord) -> Void = { _ in }
    ) {
        guard !(error is CancellationError) else { return end(.cancelled, metadata: metadata, fill: fill) }
        end(.failed, metadata: (error as? LLMError)?.metadata ?? metadata) { record in
            fill(&record)
            record.fill(from: error)
        }
    }

    func end(
        _ outcome: ModelCallRecord.Outcome, metadata: ResponseMetadata = ResponseMetadata(),
        fill: (inout ModelCallRecord) -> Void = { _ in }
    ) {
        guard ending.take() else { return }
        var record = ModelCallRecord(
            modelID: call.modelID, isStreamed: call.isStreamed, outcome: outcome,
            duration: start.duration(to: clock.now()))
        record.fill(from: metadata)
        fill(&record)
        observation.end(record, metadata: metadata)
    }
}
