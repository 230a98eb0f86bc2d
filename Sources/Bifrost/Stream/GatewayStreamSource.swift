import LLM

/// Feeds a stream from the gateway; releasing it ends the transfer.
final class GatewayStreamSource<Decoder: StreamDecoder> {
    private enum Phase {
        /// Nothing was sent yet; streaming or finished may follow.
        case idle(() throws(LLMError) -> StreamedCall<Decoder>)
        /// Elements arrive; finished follows.
        case streaming(AnswerReader<Decoder>)
        /// The answer is complete, failed or cancelled. Nothing follows: asking again sends nothing.
        case finished
    }

    private let recorder: StreamRecorder
    private var phase: Phase
    /// Elements that were read while attempts could still be made, latest first.
    private var withheld: [Decoder.Element] = []

    init(recorder: StreamRecorder, makeCall: @escaping () throws(LLMError) -> StreamedCall<Decoder>) {
        self.recorder = recorder
        phase = .idle(makeCall)
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> Decoder.Element? {
        if !withheld.isEmpty { return withheld.removeLast() }
        do {
            switch phase {
            case .streaming(let reader):
                // Most elements are there already; they need no further asynchronous call.
                if let element = try reader.decoded() { return element }
                return try await received(from: reader)
            case .idle(let makeCall):
                let stream = try await makeCall().open(recorder)
                phase = .streaming(stream.reader)
                withheld = stream.withheld.reversed()
                if let element = withheld.popLast() { return element }
                return try await received(from: stream.reader)
            case .finished:
                return nil
            }
        } catch {
            phase = .finished
            throw error
        }
    }

    private func received(from reader: AnswerReader<Decoder>) async throws -> Decoder.Element? {
        let element = try await reader.next()
        if element == nil { phase = .finished }
        return element
    }
}

extension GatewayStreamSource: ChatStreamSource where Decoder == ChatStreamDecoder {}

extension GatewayStreamSource: CustomReflectable {
    /// Empty: the request holds the keys and the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}
