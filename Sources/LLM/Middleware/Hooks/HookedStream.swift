/// Calls the hooks of a streamed call.
final class HookedStream: StreamWatcher {
    private let run: HookedCall
    private let recorder: StreamRecorder
    private var accumulator: ChatAccumulator?

    init(_ run: HookedCall, _ recorder: StreamRecorder) {
        self.run = run
        self.recorder = recorder
        accumulator = run.needsResponse ? ChatAccumulator() : nil
    }

    func received(_ chunk: ChatChunk) async {
        accumulator?.add(chunk)
        await run.hooks.chunk?(run.call, chunk)
        await run.reasoned(chunk.reasoning)
    }

    func completed() async {
        var response = accumulator?.response()
        response?.metadata = recorder.metadata
        await run.succeeded(response)
    }

    func failed(_ error: any Error) async -> any Error { await run.failed(error) }

    func left() { run.left() }
}
