internal import HTTPTransport
internal import LLM

/// What a kind of answer makes of the JSON of its events.
protocol JSONEventReader: Sendable {
    associatedtype Element: Sendable

    /// Whether the elements so far are a whole answer.
    var isComplete: Bool { get }
    /// Whether nothing is left that a whole answer could bring, such as its usage.
    var isExhausted: Bool { get }
    /// Whether nothing can follow, so that the end need not be awaited.
    var isFinished: Bool { get }
    /// The message as far as it came; nil for what has none.
    var partial: ChatResponse? { get }

    /// Whether an element is content, rather than a sign that content will come.
    static func isContent(_ element: Element) -> Bool

    /// Reads one event.
    ///
    /// - Parameters:
    ///   - name: The event's name; `message` when it has none.
    ///   - json: The event's data; never an error, which fails the stream before.
    /// - Returns: The element; nil when there is nothing to tell.
    /// - Throws: What the answer failed with.
    mutating func element(_ name: String, _ json: JSONValue) throws(LLMError) -> Element?
}

extension JSONEventReader {
    var isExhausted: Bool { true }
    var partial: ChatResponse? { nil }

    static func isContent(_ element: Element) -> Bool { true }
}

/// Turns a stream of events with JSON in them into elements.
struct JSONEventDecoder<Reader: JSONEventReader>: StreamDecoder {
    private let errors: ErrorDecoder
    private let maximumDepth: Int
    private var events: AnswerEvents
    private var reader: Reader
    private(set) var answerFields: AnswerFields?

    init(_ reader: Reader, contentType: String?, limits: AnswerLimits, errors: ErrorDecoder) {
        self.reader = reader
        self.errors = errors
        maximumDepth = limits.jsonDepth
        events = AnswerEvents(contentType: contentType, limits: limits, errors: errors)
    }

    var isDone: Bool { events.isDone || reader.isFinished }

    var isComplete: Bool { reader.isComplete }

    var isExhausted: Bool { reader.isExhausted }

    var eventsReceived: Int { events.received }

    var partial: ChatResponse? { reader.partial }

    static func isContent(_ element: Reader.Element) -> Bool { Reader.isContent(element) }

    mutating func append(_ bytes: [UInt8]) { events.append(bytes) }

    mutating func next() throws(LLMError) -> Reader.Element? {
        let (errors, maximumDepth) = (errors, maximumDepth)
        while !isDone, try events.advance() {
            let (name, json) = try events.withCurrentEvent(&answerFields) { (fields, name, data) throws(LLMError) in
                let data = data.array
                let json = try JSONValue(received: data, maximumDepth: maximumDepth, as: "an event of the stream")
                if ErrorPayload.isReported(by: json) { throw errors.error(inEvent: data) }
                if json["extra_fields"] != nil { fields = AnswerFields(in: data) ?? fields }
                return (String(decoding: name.array, as: UTF8.self), json)
            }
            if let element = try reader.element(name, json) { return element }
        }
        return nil
    }

    func end(connectionLost: Bool) throws(LLMError) {
        if events.isEventStream, isComplete { return }
        throw events.failure(connectionLost: connectionLost)
    }
}

extension GatewayCall {
    /// The call as one whose answer is a stream of events with JSON in them.
    func events<Reader: JSONEventReader>(_ reader: Reader) -> StreamedCall<JSONEventDecoder<Reader>> {
        StreamedCall(call: self) { [answerLimits, errors] head in
            JSONEventDecoder(
                reader, contentType: head.fields["content-type"], limits: answerLimits, errors: errors)
        }
    }
}
