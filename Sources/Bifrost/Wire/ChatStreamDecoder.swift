internal import LLM

/// Turns the body of a streamed chat into chunks and judges its end: a pure value, whoever feeds it.
///
/// Append bytes as they arrive and take chunks until there are none; then tell the end. What it throws lacks the
/// partial answer, which ``partial`` has.
struct ChatStreamDecoder: StreamDecoder {
    private(set) var usageReceived = false

    private let limits: AnswerLimits
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
        if let chunk = repetition() {
            try ChatAccumulator.add(chunk, to: &accumulator, within: limits)
            return chunk
        }
        guard try events.advance() else { return nil }
        guard var chunk = try decodeEvent() else { throw events.reportedError() }
        try add(&chunk)
        return chunk
    }

    func end(connectionLost: Bool) throws(LLMError) {
        if events.isEventStream, isComplete { return }
        throw events.failure(connectionLost: connectionLost)
    }

    /// The next chunk if it says the same as the last one but for its text: its end is where the other one's was, so that
    /// nobody looks for the ends of lines.
    private mutating func repetition() -> ChatChunk? {
        guard let match = events.takeKnown(&chunks, { $0.repetition($1) }) else { return nil }
        if let range = match.extraFields { events.withCurrentData(&chunks) { $0.keepExtraFields(range, of: $1) } }
        return match.chunk
    }

    private mutating func decodeEvent() throws(LLMError) -> ChatChunk? {
        do throws(JSONError) {
            return try events.withCurrentData(&chunks) { (chunks, data) throws(JSONError) in try chunks.decode(data) }
        } catch {
            throw LLMError(.malformed, "an event of the stream: \(error)", cause: error)
        }
    }

    private mutating func add(_ chunk: inout ChatChunk) throws(LLMError) {
        if !chunk.isOnlyText { dropRepetitions(in: &chunk) }
        receivedChunk = true
        usageReceived = usageReceived || chunk.hasUsage
        try ChatAccumulator.add(chunk, to: &accumulator, within: limits)
    }

    /// What repeats streamed deltas must not reach the reader a second time.
    private func dropRepetitions(in chunk: inout ChatChunk) {
        var choices = chunk.choices
        guard choices.contains(where: \.isWholeMessage) else { return }
        for position in choices.indices { choices[position] = accumulator.effective(choices[position]) }
        chunk.choices = choices
    }
}
