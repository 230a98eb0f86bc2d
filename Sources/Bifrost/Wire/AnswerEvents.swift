internal import LLM
private import ServerSentEvents

/// The events of an answer, and what its end says when it has none: the part that all streams of events share.
struct AnswerEvents: Sendable {
    /// Whether `[DONE]` was seen; whatever follows is ignored.
    private(set) var isDone = false
    /// Events that were read; heartbeats do not count.
    private(set) var received = 0
    let isEventStream: Bool

    private let errors: ErrorDecoder
    private let errorBody: Int
    private var parser: EventStreamParser
    /// The body, for as long as it may still turn out to be plain JSON.
    private var unframed: [UInt8] = []
    private var isFramed = false

    /// - Parameters:
    ///   - contentType: The answer's content type; nil is taken for an event stream.
    ///   - limits: How much is taken in.
    ///   - errors: Makes errors of what the gateway reports.
    init(contentType: String?, limits: AnswerLimits, errors: ErrorDecoder) {
        isEventStream = contentType.map(MediaType.isEventStream) ?? true
        self.errors = errors
        errorBody = limits.errorBody
        parser = EventStreamParser(maximumLineLength: limits.line, maximumEventLength: limits.event)
    }

    mutating func append(_ bytes: [UInt8]) {
        guard !isDone else { return }
        if !isFramed { unframed += bytes.prefix(errorBody - unframed.count) }
        if isEventStream { parser.append(bytes) }
    }

    /// Moves to the next event that carries something.
    ///
    /// - Returns: `false` when it takes more bytes, or when the stream is done.
    /// - Throws: The error that an event named `error` reports, or ``LLMError/Code/malformed``.
    mutating func advance() throws(LLMError) -> Bool {
        while !isDone, try parseEvent() {
            let kind = kindOfEvent()
            if kind != .ignored { received += 1 }
            switch kind {
            case .ignored: continue
            case .done: isDone = true
            case .error: throw reportedError()
            case .data: return true
            }
        }
        return false
    }

    /// Moves to the next event, as ``advance()`` does, if `read` knows what it is.
    ///
    /// - Parameters:
    ///   - state: What the reading needs; inout, since it would be copied for the closure otherwise.
    ///   - read: Receives the state, the event's data and what follows; returns what it knows. Only what an event before
    ///     this one has shown to be no error and no end of the stream may be known.
    /// - Returns: What was read; nil when the event is to be taken with ``advance()``.
    mutating func takeKnown<State, Known: KnownEvent>(
        _ state: inout State, _ read: (_ state: inout State, _ bytes: Span<UInt8>) -> Known?
    ) -> Known? {
        guard !isDone, let known = parser.peekData({ read(&state, $0) }), parser.takeData(known.length) else {
            return nil
        }
        received += 1
        return known
    }

    /// Reads the event that ``advance()`` moved to, without copying it.
    ///
    /// - Parameters:
    ///   - state: What the reading changes.
    ///   - read: Receives the state, the event's name and its data.
    /// - Returns: What `read` returns.
    /// - Throws: What `read` throws.
    func withCurrentEvent<State, Result>(
        _ state: inout State,
        _ read: (_ state: inout State, _ name: Span<UInt8>, _ data: Span<UInt8>) throws(LLMError) -> Result
    ) throws(LLMError) -> Result {
        try parser.withCurrentEvent { (name, data) throws(LLMError) in try read(&state, name, data) }
    }

    /// Reads the data of the event that ``advance()`` moved to, without copying it.
    ///
    /// - Parameters:
    ///   - state: What the reading changes.
    ///   - read: Receives the state and the data.
    /// - Returns: What `read` returns.
    /// - Throws: What `read` throws.
    func withCurrentData<State, Result, Failure: Error>(
        _ state: inout State, _ read: (_ state: inout State, _ data: Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try parser.withCurrentData { (data) throws(Failure) in try read(&state, data) }
    }

    /// The error that the event reports which ``advance()`` moved to.
    func reportedError() -> LLMError { parser.withCurrentData { errors.error(inEvent: $0.array) } }

    private func kindOfEvent() -> EventKind {
        if parser.currentEventIsUnnamed { return parser.withCurrentData { EventKind(data: $0) } }
        return parser.withCurrentEvent { name, data in EventKind(name: name, data: data) }
    }

    private mutating func parseEvent() throws(LLMError) -> Bool {
        do throws(EventStreamError) {
            guard try parser.advance() else { return false }
        } catch {
            throw LLMError(.malformed, "\(error)", cause: error)
        }
        if !isFramed {
            isFramed = true
            unframed = []
        }
        return true
    }

    /// What an answer failed with that ended before it was complete.
    ///
    /// - Parameter connectionLost: Whether the connection broke instead of ending.
    /// - Returns: The error.
    func failure(connectionLost: Bool) -> LLMError {
        if !isFramed, let error = errors.error(declaredIn: unframed) { return error }
        guard isEventStream else { return LLMError(.malformed, "the answer is not an event stream") }
        let ending = connectionLost ? "the connection was lost" : "the stream ended"
        let lack = received == 0 ? "without an answer" : "before the answer was complete"
        return LLMError(.truncated, "\(ending) \(lack)")
    }
}

/// What an event says of which the bytes were known before.
protocol KnownEvent {
    /// How many bytes its data has.
    var length: Int { get }
}

extension Span<UInt8> {
    var array: [UInt8] { withUnsafeBufferPointer(Array.init) }
}
