internal import LLM

/// Hands on the events of an answer of any kind.
struct RawEventDecoder: StreamDecoder {
    private let errors: ErrorDecoder
    private var events: AnswerEvents
    private(set) var answerFields: AnswerFields?

    init(contentType: String?, limits: AnswerLimits, errors: ErrorDecoder) {
        self.errors = errors
        events = AnswerEvents(contentType: contentType, limits: limits, errors: errors)
    }

    var isDone: Bool { events.isDone }
    /// Never: what a whole answer is depends on the endpoint.
    var isComplete: Bool { false }
    var eventsReceived: Int { events.received }

    mutating func append(_ bytes: [UInt8]) { events.append(bytes) }

    mutating func next() throws(LLMError) -> RawEvent? {
        guard try events.advance() else { return nil }
        let errors = errors
        return try events.withCurrentEvent(&answerFields) { (fields, name, data) throws(LLMError) in
            let bytes = data.array
            if let error = errors.error(reportedIn: bytes) { throw error }
            fields = AnswerFields(in: bytes) ?? fields
            return RawEvent(
                name: String(decoding: name.array, as: UTF8.self), data: String(decoding: bytes, as: UTF8.self))
        }
    }

    func end(connectionLost: Bool) throws(LLMError) {
        let hasEnded = !connectionLost && events.isEventStream && events.received > 0
        guard events.isDone || hasEnded else { throw events.failure(connectionLost: connectionLost) }
    }
}
