internal import LLM

/// Turns the body of a streamed chat into chunks and judges its end: a pure value, whoever feeds it.
///
/// Append bytes as they arrive and take chunks until there are none; then tell the end. What it throws lacks the
/// partial answer, which ``partial`` has.
struct ChatStreamDecoder: StreamDecoder {
    private(set) var usageReceived = false

    private let limits: AnswerLimits
    private let errors: ErrorDecoder
    private var events: AnswerEvents
    private var chunks: ChunkDecoder
    private var accumulator = ChatAccumulator()
    private var receivedChunk = false

    /// - Parameters:
    ///   - contentType: The answer's content type; nil is taken for an event stream.
    ///   - limits: How much is taken in.
    ///   - detail: What is kept of a chunk beside the fields that have names.
    ///   - errors: Makes errors of what the gateway reports.
    init(contentType: String?, limits: AnswerLimits, detail: AnswerDetail, errors: ErrorDecoder) {
        self.limits = limits
        self.errors = errors
        events = AnswerEvents(contentType: contentType, limits: limits, errors: errors)
        chunks = ChunkDecoder(maximumDepth: limits.jsonDepth, detail: detail)
    }

    static func isContent(_ chunk: ChatChunk) -> Bool { chunk.hasContent }

    var isDone: Bool { events.isDone }

    var isComplete: Bool { accumulator.isComplete }

    var isExhausted: Bool { usageReceived }

    var eventsReceived: Int { events.received }

    var receivedContent: Bool { accumulator.receivedContent }

    var answerFields: AnswerFields? { chunks.answerFields }

    var partial: ChatResponse? { receivedChunk ? accumulator.response() : nil }

    mutating func append(_ bytes: [UInt8]) { events.append(bytes) }

    mutating func next() throws(LLMError) -> ChatChunk? {
        guard try events.advance() else { return nil }
        let errors = errors
        var chunk = try events.withCurrentEvent(&chunks) { (chunks, _, data) throws(LLMError) in
            try Self.chunk(data, with: &chunks, errors)
        }
        try add(&chunk)
        return chunk
    }

    func end(connectionLost: Bool) throws(LLMError) {
        if events.isEventStream, isComplete { return }
        throw events.failure(connectionLost: connectionLost)
    }

    private static func chunk(
        _ data: Span<UInt8>, with decoder: inout ChunkDecoder, _ errors: ErrorDecoder
    ) throws(LLMError) -> ChatChunk {
        do throws(JSONError) {
            if let chunk = try decoder.decode(data) { return chunk }
        } catch {
            throw LLMError(.malformed, "an event of the stream: \(error)", cause: error)
        }
        throw errors.error(inEvent: data.array)
    }

    private mutating func add(_ chunk: inout ChatChunk) throws(LLMError) {
        // What repeats streamed deltas must not reach the reader a second time.
        for position in chunk.choices.indices where chunk.choices[position].isWholeMessage {
            chunk.choices[position] = accumulator.effective(chunk.choices[position])
        }
        receivedChunk = true
        usageReceived = usageReceived || chunk.hasUsage
        try accumulator.add(chunk, within: limits)
    }
}
