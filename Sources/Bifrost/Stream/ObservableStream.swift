internal import LLM

/// A stream of any endpoint, of which an observer may want to know.
///
/// The call is made when the first element is asked for, and who listens then is told of it.
final class ObservableStream<Decoder: StreamDecoder> {
    enum Phase {
        case idle(() throws(LLMError) -> StreamedCall<Decoder>)
        case unobserved(GatewayStreamSource<Decoder>)
        case observed(ReportedGatewayStream<Decoder>)
        /// The call cannot be made, which was thrown.
        case refused
    }

    private let recorder: StreamRecorder
    private var phase: Phase

    init(recorder: StreamRecorder, makeCall: @escaping () throws(LLMError) -> StreamedCall<Decoder>) {
        self.recorder = recorder
        phase = .idle(makeCall)
    }

    /// What to ask for elements; makes the call when there is none yet.
    ///
    /// Not inlined: what an asynchronous function touches stays in its task's memory.
    @inline(never)
    func begun() throws -> Phase {
        guard case .idle(let makeCall) = phase else { return phase }
        phase = .refused
        let streamed = try makeCall()
        let source = GatewayStreamSource(recorder: recorder) { streamed }
        phase =
            if let report = streamed.call.report?() {
                .observed(ReportedGatewayStream(source, recorder, report))
            } else {
                .unobserved(source)
            }
        return phase
    }
}
