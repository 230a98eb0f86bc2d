internal import LLM
private import ServerSentEvents

/// Turns the body of a streamed answer into chunks and judges its end: a pure value, whoever feeds it.
///
/// Append bytes as they arrive and take chunks until there are none; then tell the end. What it throws lacks the
/// partial answer, which ``partial()`` has.
struct ChatStreamDecoder: Sendable {
    /// Whether `[DONE]` was seen; whatever follows is ignored.
    private(set) var isDone = false
    /// Events that were read; heartbeats do not count.
    private(set) var eventsReceived = 0
    private(set) var usageReceived = false

    private let isEventStream: Bool
    private let limits: AnswerLimits
    private let errors: ErrorDecoder
    private var parser: EventStreamParser
    private var chunks: ChunkDecoder
    private var accumulator = ChatAccumulator()
    private var receivedChunk = false
    /// The body, for as long as it may still turn out to be plain JSON.
    private var unframed: [UInt8] = []
    private var isFramed = false

    /// - Parameters:
    ///   - contentType: The answer's content type; nil is taken for an event stream.
    ///   - limits: How much is taken in.
    ///   - detail: What is kept of a chunk beside the fields that have names.
    ///   - errors: Makes errors of what the gateway reports.
    init(contentType: String?, limits: AnswerLimits, detail: AnswerDetail, errors: ErrorDecoder) {
        isEventStream = contentType.map(MediaType.isEventStream) ?? true
        self.limits = limits
        self.errors = errors
        parser = EventStreamParser(maximumLineLength: limits.line, maximumEventLength: limits.event)
        chunks = ChunkDecoder(maximumDepth: limits.jsonDepth, detail: detail)
    }

    var isComplete: Bool { accumulator.isComplete }

    var receivedContent: Bool { accumulator.receivedContent }

    /// The last `extra_fields` that said something; nil when there were none.
    var answerFields: AnswerFields? { chunks.answerFields }

    /// The answer as far as it came; nil before the first chunk.
    func partial() -> ChatResponse? { receivedChunk ? accumulator.response() : nil }

    mutating func append(_ bytes: [UInt8]) {
        guard !isDone else { return }
        if !isFramed { unframed += bytes.prefix(limits.errorBody - unframed.count) }
        if isEventStream { parser.append(bytes) }
    }

    /// The next chunk; nil when it takes more bytes, or when the stream is done.
    mutating func next() throws(LLMError) -> ChatChunk? {
        while !isDone, try advance() {
            switch try readEvent() {
            case .ignored: continue
            case .done: isDone = true
            case .chunk(let chunk): return try add(chunk)
            }
        }
        return nil
    }

    /// Judges the answer after its last byte.
    ///
    /// - Parameter connectionLost: Whether the connection broke instead of ending.
    /// - Throws: What the answer failed with, unless it is complete.
    func end(connectionLost: Bool) throws(LLMError) {
        if isEventStream, isComplete { return }
        if !isFramed, let error = errors.error(declaredIn: unframed) { throw error }
        guard isEventStream else {
            throw LLMError(.malformed, "the answer is not an event stream")
        }
        throw LLMError(.truncated, truncation(connectionLost: connectionLost))
    }

    private func truncation(connectionLost: Bool) -> String {
        let ending = connectionLost ? "the connection was lost" : "the stream ended"
        return eventsReceived == 0 ? "\(ending) without an answer" : "\(ending) before the answer was complete"
    }
}

extension ChatStreamDecoder {
    private enum Event {
        case ignored
        case done
        case chunk(ChatChunk)
    }

    private mutating func advance() throws(LLMError) -> Bool {
        do throws(EventStreamError) {
            guard try parser.advance() else { return false }
        } catch {
            throw LLMError(.malformed, "\(error)", cause: error)
        }
        isFramed = true
        unframed = []
        return true
    }

    private mutating func readEvent() throws(LLMError) -> Event {
        try parser.withCurrentEvent { (type, data) throws(LLMError) in
            let kind = EventKind(type: type, data: data)
            if kind != .ignored { eventsReceived += 1 }
            switch kind {
            case .ignored: return .ignored
            case .done: return .done
            case .error: throw errors.error(inEvent: data.array)
            case .data: return .chunk(try readChunk(data))
            }
        }
    }

    private mutating func readChunk(_ data: Span<UInt8>) throws(LLMError) -> ChatChunk {
        do throws(JSONError) {
            if let chunk = try chunks.decode(data) { return chunk }
        } catch {
            throw LLMError(.malformed, "an event of the stream: \(error)", cause: error)
        }
        throw errors.error(inEvent: data.array)
    }

    private mutating func add(_ chunk: ChatChunk) throws(LLMError) -> ChatChunk {
        var chunk = chunk
        // What repeats streamed deltas must not reach the reader a second time.
        for position in chunk.choices.indices where chunk.choices[position].isWholeMessage {
            chunk.choices[position] = accumulator.effective(chunk.choices[position])
        }
        receivedChunk = true
        usageReceived = usageReceived || chunk.hasUsage
        try accumulator.add(chunk, within: limits)
        return chunk
    }
}

extension Span<UInt8> {
    fileprivate var array: [UInt8] { withUnsafeBufferPointer(Array.init) }
}
