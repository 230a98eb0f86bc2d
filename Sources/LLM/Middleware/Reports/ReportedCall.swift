/// One call that is reported; its end is told once, whoever comes to it first.
package final class ReportedCall: Sendable {
    private let modelID: String
    private let isStreamed: Bool
    private let observation: any ModelCallObservation
    private let start: ContinuousClock.Instant
    private let clock: CallClock
    private let ending = CallEnd()

    /// - Parameters:
    ///   - modelID: The model that is asked for; empty when it is none's call.
    ///   - isStreamed: Whether the answer is streamed.
    ///   - observation: What is told.
    ///   - start: When the call began.
    ///   - clock: Measures the times.
    package init(
        modelID: String, isStreamed: Bool, _ observation: any ModelCallObservation, start: ContinuousClock.Instant,
        clock: CallClock
    ) {
        self.modelID = modelID
        self.isStreamed = isStreamed
        self.observation = observation
        self.start = start
        self.clock = clock
    }

    /// A stream that was never iterated, since what stands before this one let go of it.
    deinit { end(.cancelled) }

    package func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        try await observation.run(work)
    }

    /// A stream's first chunk is there; returns how long it took.
    package func firstChunk() -> Duration {
        let time = start.duration(to: clock.now())
        observation.firstChunk(after: time)
        return time
    }

    /// Whether the observer wants to know of each chunk.
    package var wantsChunks: Bool { observation.wantsChunks }

    /// A stream's chunk is there.
    package func chunk() { observation.chunk(after: start.duration(to: clock.now())) }

    package func failed(
        _ error: any Error, metadata: ResponseMetadata = ResponseMetadata(),
        fill: (inout ModelCallRecord) -> Void = { _ in }
    ) {
        guard !(error is CancellationError) else { return end(.cancelled, metadata: metadata, fill: fill) }
        end(.failed, metadata: (error as? LLMError)?.metadata ?? metadata) { record in
            fill(&record)
            record.fill(from: error)
        }
    }

    package func end(
        _ outcome: ModelCallRecord.Outcome, metadata: ResponseMetadata = ResponseMetadata(),
        fill: (inout ModelCallRecord) -> Void = { _ in }
    ) {
        guard ending.take() else { return }
        var record = ModelCallRecord(
            modelID: modelID, isStreamed: isStreamed, outcome: outcome, duration: start.duration(to: clock.now()))
        record.fill(from: metadata)
        fill(&record)
        observation.end(record, metadata: metadata)
    }
}

extension ReportedCall {
    /// Calls on; a stream is reported while it is iterated.
    func answer(_ call: ModelCall, _ next: ModelMiddleware.Next) async throws -> ModelAnswer {
        do {
            return try await run {
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
}
