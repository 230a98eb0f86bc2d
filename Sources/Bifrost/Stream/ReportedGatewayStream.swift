internal import LLM

/// A stream that is reported while it is iterated; releasing it ends the call.
final class ReportedGatewayStream<Decoder: StreamDecoder> {
    private let recorder: StreamRecorder
    private let report: ReportedCall
    private let wantsChunks: Bool
    private var source: GatewayStreamSource<Decoder>?
    /// Knows at the end what was passed on, where the elements do not tell: those of a relay are bytes.
    private var reader: AnswerReader<Decoder>?
    private var record: ModelCallRecord

    init(_ source: GatewayStreamSource<Decoder>, _ recorder: StreamRecorder, _ report: ReportedCall) {
        self.source = source
        self.recorder = recorder
        self.report = report
        wantsChunks = report.wantsChunks
        record = ModelCallRecord(modelID: "", isStreamed: true, outcome: .cancelled, duration: .zero)
    }

    deinit {
        release()
        report.end(.cancelled, metadata: recorder.metadata, fill: fill)
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> Decoder.Element? {
        guard let source else { return nil }
        do {
            guard let element = try await report.run({ try await source.element(isolation: actor) }) else {
                release()
                report.end(.completed, metadata: recorder.metadata, fill: fill)
                return nil
            }
            received(element)
            return element
        } catch {
            release()
            report.failed(error, metadata: recorder.metadata, fill: fill)
            throw error
        }
    }

    private func received(_ element: Decoder.Element) {
        if record.timeToFirstChunk == nil {
            record.timeToFirstChunk = report.firstChunk()
            reader = source?.reader
        }
        if wantsChunks { report.chunk() }
        record.chunkCount += 1
        (element as? any ReportedAnswer)?.report(in: &record)
    }

    /// Only when nobody reads any more the metadata say where the time of a stream that was left went.
    private func release() {
        if record.usage == nil, let answer = reader?.partial { record.fill(from: answer) }
        reader = nil
        source = nil
    }

    private func fill(_ record: inout ModelCallRecord) {
        record.timeToFirstChunk = self.record.timeToFirstChunk
        record.chunkCount = self.record.chunkCount
        record.usage = self.record.usage
        record.finishReasons = self.record.finishReasons
        record.responseID = self.record.responseID
        record.responseModel = self.record.responseModel
        record.provider = self.record.provider
        record.addProvider(recorder.metadata)
    }
}
