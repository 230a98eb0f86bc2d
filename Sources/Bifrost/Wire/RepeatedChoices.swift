internal import LLM

/// The beginning of a chunk up to the end of its choices, as it was last: nearly always it differs in one text alone.
///
/// What these bytes mean was read and checked once. Where the same stand around a text, they mean the same.
struct RepeatedChoices: Sendable {
    /// The most bytes that are kept; a longer beginning is no delta.
    private static let maximumSize = 4096

    /// The bytes in front of the text's quotes, and those behind it to the end of the choices; empty when unknown.
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var index = 0
    private var id: String?
    private var model: String?
    private var provider: String?

    /// Reads the beginning if it differs from the last one in nothing but the text.
    ///
    /// - Parameters:
    ///   - scanner: At the start of the bytes; afterwards behind the choices.
    ///   - bytes: The chunk.
    /// - Returns: The chunk as far as it was read; nil when it has to be read in full, with the scanner where it was.
    func read(with scanner: inout JSONScanner, in bytes: Span<UInt8>) -> ChatChunk? {
        guard !head.isEmpty, bytes.matches(head, at: 0) else { return nil }
        var inner = JSONScanner(at: head.count)
        guard let text = try? inner.text(in: bytes), bytes.matches(tail, at: inner.offset) else { return nil }
        scanner.skipKnownValue(to: inner.offset + tail.count)
        let delta = ChoiceDelta(index: index, text: text.string(in: bytes))
        return ChatChunk(choices: [delta], id: id, model: model, provider: provider)
    }

    /// Keeps the beginning of a chunk that was read up to the end of its choices.
    ///
    /// - Parameters:
    ///   - chunk: The chunk so far; unless it is one text and nothing else of its own, nothing is kept.
    ///   - text: Where the text lies.
    ///   - end: The end of the choices.
    ///   - bytes: The chunk.
    mutating func keep(_ chunk: ChatChunk, text: JSONText?, end: Int, of bytes: Span<UInt8>) {
        forget()
        guard let text, !text.isEmpty, end <= Self.maximumSize, let delta = chunk.onlyText else { return }
        // A `delta` that another one in the same choice replaced is not where the text came from.
        guard text.string(in: bytes) == delta.text else { return }
        head = bytes.extracting(0..<text.range.lowerBound - 1).array
        tail = bytes.extracting(text.range.upperBound + 1..<end).array
        index = delta.index
        (id, model, provider) = (chunk.id, chunk.model, chunk.provider)
    }

    mutating func forget() {
        if !head.isEmpty { self = RepeatedChoices() }
    }
}

extension ChatChunk {
    /// The only choice, if a text is all that is new in the chunk.
    fileprivate var onlyText: ChoiceDelta? {
        guard choices.count == 1, let delta = choices.first,
            delta == ChoiceDelta(index: delta.index, text: delta.text),
            self == ChatChunk(choices: choices, id: id, model: model, provider: provider)
        else { return nil }
        return delta
    }
}
