import HTTPTransport
import LLM

/// Turns the body of an answer into a stream's elements and judges its end: a pure value, whoever feeds it.
protocol StreamDecoder: Sendable {
    associatedtype Element: Sendable

    /// Whether the last element has come; whatever follows is ignored.
    var isDone: Bool { get }
    /// Whether the elements so far are a whole answer.
    var isComplete: Bool { get }
    /// Whether there is nothing left that a whole answer could bring, such as its usage.
    var isExhausted: Bool { get }
    /// Events that were read; heartbeats do not count.
    var eventsReceived: Int { get }
    /// The last `extra_fields` that said something; nil when there were none.
    var answerFields: AnswerFields? { get }
    /// The message as far as it came; nil for what has none.
    var partial: ChatResponse? { get }

    /// Whether an element is content, rather than a sign that content will come.
    static func isContent(_ element: Element) -> Bool

    mutating func append(_ bytes: [UInt8])

    /// Says that no more bytes come, so that what needs no end mark can still be read.
    mutating func bytesEnded()

    /// The next element; nil when it takes more bytes, or when the stream is done.
    mutating func next() throws(LLMError) -> Element?

    /// Judges the answer after its last byte.
    ///
    /// - Parameter connectionLost: Whether the connection broke instead of ending.
    /// - Throws: What the answer failed with, unless it is complete.
    func end(connectionLost: Bool) throws(LLMError)
}

/// A call whose answer is read as it arrives.
struct StreamedCall<Decoder: StreamDecoder>: Sendable {
    let call: GatewayCall
    /// Makes the decoder for an answer with this head.
    let decoder: @Sendable (HTTPResponseHead) -> Decoder
}

extension StreamDecoder {
    var isExhausted: Bool { false }
    var partial: ChatResponse? { nil }

    static func isContent(_ element: Element) -> Bool { true }

    mutating func bytesEnded() {}
}
