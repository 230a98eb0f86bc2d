import LLM

/// Feeds a stream from the gateway; releasing it ends the transfer.
final class BifrostStreamSource: ChatStreamSource {
    private enum Phase {
        /// Nothing was sent yet; streaming or finished may follow.
        case idle(() throws(LLMError) -> ChatCall)
        /// Chunks arrive; finished follows.
        case streaming(ChatStreamReader)
        /// The answer is complete, failed or cancelled. Nothing follows: asking again sends nothing.
        case finished
    }

    private let recorder: ChatStreamRecorder
    private var phase: Phase
    /// Chunks that were read while attempts could still be made, latest first.
    private var withheld: [ChatChunk] = []

    init(recorder: ChatStreamRecorder, makeCall: @escaping () throws(LLMError) -> ChatCall) {
        self.recorder = recorder
        phase = .idle(makeCall)
    }

    func next(isolation actor: isolated (any Actor)?) async throws -> ChatChunk? {
        if !withheld.isEmpty { return withheld.removeLast() }
        do {
            switch phase {
            case .streaming(let reader):
                // Most chunks are there already; they need no further asynchronous call.
                if let chunk = try reader.decoded() { return chunk }
                return try await received(from: reader)
            case .idle(let makeCall):
                let stream = try await makeCall().open(recorder)
                phase = .streaming(stream.reader)
                withheld = stream.withheld.reversed()
                if let chunk = withheld.popLast() { return chunk }
                return try await received(from: stream.reader)
            case .finished:
                return nil
            }
        } catch {
            phase = .finished
            throw error
        }
    }

    private func received(from reader: ChatStreamReader) async throws -> ChatChunk? {
        let chunk = try await reader.next()
        if chunk == nil { phase = .finished }
        return chunk
    }
}

extension BifrostStreamSource: CustomReflectable {
    /// Empty: the request holds the keys and the conversation.
    var customMirror: Mirror { Mirror(self, children: []) }
}
