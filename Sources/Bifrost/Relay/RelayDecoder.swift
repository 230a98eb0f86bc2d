internal import LLM

/// A part of an event stream that is passed on as it came.
struct RelayedPiece: Sendable {
    var bytes: [UInt8]
    /// Whether the model says something in it, rather than the gateway being alive.
    var hasContent = false
}

/// Passes an event stream on byte by byte, in whole events, while another decoder judges it.
///
/// What that decoder refuses is not passed on: its error takes the place of the event.
struct RelayDecoder<Judge: StreamDecoder>: StreamDecoder {
    private var judge: Judge
    private var blocks = EventBlocks()
    private var end: RelayedPiece?
    private let isEventStream: Bool
    private let maximumBlock: Int

    init(judge: Judge, contentType: String?, limits: AnswerLimits) {
        self.judge = judge
        isEventStream = contentType.map(MediaType.isEventStream) ?? true
        // Comments and the names of fields come on top of the data that the limit of an event counts.
        let (sum, overflow) = limits.event.addingReportingOverflow(limits.line)
        maximumBlock = overflow ? .max : sum
    }

    static func isContent(_ piece: RelayedPiece) -> Bool { piece.hasContent }

    var isDone: Bool { judge.isDone }
    var isComplete: Bool { judge.isComplete }
    var isExhausted: Bool { judge.isExhausted }
    var eventsReceived: Int { judge.eventsReceived }
    var answerFields: AnswerFields? { judge.answerFields }
    var partial: ChatResponse? { judge.partial }

    mutating func append(_ bytes: [UInt8]) {
        if isEventStream { blocks.append(bytes) } else { judge.append(bytes) }
    }

    /// A last event without its blank line is passed on only behind a whole answer: nobody may take it for one.
    mutating func bytesEnded() {
        judge.append(Array(blocks.rest))
        judge.bytesEnded()
        if judge.isComplete, !blocks.rest.isEmpty { end = RelayedPiece(bytes: blocks.takeRest()) }
    }

    mutating func next() throws(LLMError) -> RelayedPiece? {
        guard !judge.isDone else { return nil }
        guard let bytes = blocks.next() else { return try last() }
        judge.append(bytes)
        var piece = RelayedPiece(bytes: bytes)
        while let element = try judge.next() { piece.hasContent = piece.hasContent || Judge.isContent(element) }
        return piece
    }

    func end(connectionLost: Bool) throws(LLMError) { try judge.end(connectionLost: connectionLost) }

    private mutating func last() throws(LLMError) -> RelayedPiece? {
        guard blocks.rest.count <= maximumBlock else {
            throw LLMError(.malformed, "an event of the stream has more than \(maximumBlock) bytes")
        }
        defer { end = nil }
        return end
    }
}
