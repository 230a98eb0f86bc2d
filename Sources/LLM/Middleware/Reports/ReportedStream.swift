/// Reports a streamed call.
final class ReportedStream: StreamWatcher {
    private let run: ReportedCall
    private let recorder: StreamRecorder
    private let wantsChunks: Bool
    private var tally = StreamTally()
    private var timeToFirstChunk: Duration?

    init(_ run: ReportedCall, _ recorder: StreamRecorder) {
        self.run = run
        self.recorder = recorder
        wantsChunks = run.wantsChunks
    }

    func ask(_ next: () async throws -> ChatChunk?) async throws -> ChatChunk? { try await run.run(next) }

    func received(_ chunk: ChatChunk) async {
        if timeToFirstChunk == nil { timeToFirstChunk = run.firstChunk() }
        if wantsChunks { run.chunk() }
        tally.add(chunk)
    }

    func completed() async { run.end(.completed, metadata: recorder.metadata, fill: fill) }

    func failed(_ error: any Error) async -> any Error {
        run.failed(error, metadata: recorder.metadata, fill: fill)
        return error
    }

    func left() { run.end(.cancelled, metadata: recorder.metadata, fill: fill) }

    private func fill(_ record: inout ModelCallRecord) {
        record.fill(from: tally)
        record.timeToFirstChunk = timeToFirstChunk
    }
}
