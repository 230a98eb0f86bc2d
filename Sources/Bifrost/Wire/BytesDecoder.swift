internal import LLM

/// Hands on the bytes of an answer as they arrive.
struct BytesDecoder: StreamDecoder {
    private var bytes: [UInt8] = []

    /// Never: the end of a body that is of any kind is told by the connection alone.
    var isDone: Bool { false }
    var isComplete: Bool { false }
    var eventsReceived: Int { 0 }
    var answerFields: AnswerFields? { nil }

    mutating func append(_ bytes: [UInt8]) { self.bytes += bytes }

    mutating func next() throws(LLMError) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        defer { bytes = [] }
        return bytes
    }

    func end(connectionLost: Bool) throws(LLMError) {
        guard !connectionLost else {
            throw LLMError(.truncated, "the connection was lost before the answer was complete")
        }
    }
}

extension GatewayCall {
    /// The call as one whose answer is bytes of any kind.
    var bytes: StreamedCall<BytesDecoder> { StreamedCall(call: self) { _ in BytesDecoder() } }
}
