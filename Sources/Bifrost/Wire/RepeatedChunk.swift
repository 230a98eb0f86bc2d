internal import LLM
private import ServerSentEvents

/// The last chunk that was a text: nearly always the next one differs in that text alone, or also in values that nobody
/// reads, such as numbers that count the chunks.
///
/// What its bytes mean was read and checked once. Where the same stand around other values, they mean the same.
struct RepeatedChunk: Sendable {
    /// What the last chunk said.
    struct Meaning: Sendable {
        var choice: Int
        var origin: ChunkOrigin?
        /// Where its text is, with the quotes.
        var text: Range<Int>
        /// Where its `extra_fields` are.
        var extraFields: Range<Int>?
        /// Texts and numbers that nobody reads, in order; the next chunk may have others.
        var unread: [Range<Int>]
    }

    /// A chunk with the same meaning but for the text.
    struct Match: KnownEvent, Equatable {
        var chunk: ChatChunk
        var length: Int
        /// Where its `extra_fields` are.
        var extraFields: Range<Int>?
    }

    /// The most bytes that are kept; a longer chunk is no delta.
    private static let maximumSize = 4096
    /// The most unread values that are kept; each of them is looked for in every chunk.
    private static let maximumUnread = 16

    /// Empty when nothing is known.
    private var bytes: [UInt8] = []
    private var meaning = Meaning(choice: 0, text: 0..<0, unread: [])

    /// Reads a chunk that has the meaning of the last one.
    ///
    /// - Parameter chunk: The chunk's bytes, and whatever follows.
    /// - Returns: What was read, none of which ends a line; nil when the chunk has to be read in full.
    func read(_ chunk: Span<UInt8>) -> Match? {
        guard !bytes.isEmpty else { return nil }
        var scanner = JSONScanner()
        var growth = Growth(of: meaning.extraFields)
        guard pass(0..<meaning.text.lowerBound, in: chunk, with: &scanner, &growth) else { return nil }
        let start = scanner.offset
        guard let text = try? scanner.text(in: chunk) else { return nil }
        growth.add(scanner.offset - start - meaning.text.count, at: meaning.text.upperBound)
        guard pass(meaning.text.upperBound..<bytes.count, in: chunk, with: &scanner, &growth) else { return nil }
        return Match(
            chunk: ChatChunk(text: text.string(in: chunk), choice: meaning.choice, origin: meaning.origin),
            length: scanner.offset, extraFields: growth.range)
    }

    /// Passes over what stands in a range of the last chunk, as it was there or with other unread values.
    private func pass(
        _ range: Range<Int>, in chunk: Span<UInt8>, with scanner: inout JSONScanner, _ growth: inout Growth
    ) -> Bool {
        passSame(range, in: chunk, with: &scanner) || passSimilar(range, in: chunk, with: &scanner, &growth)
    }

    private func passSame(_ range: Range<Int>, in chunk: Span<UInt8>, with scanner: inout JSONScanner) -> Bool {
        guard chunk.matches(bytes.span, range, at: scanner.offset) else { return false }
        scanner.skipKnownValue(to: scanner.offset + range.count)
        return true
    }

    private func passSimilar(
        _ range: Range<Int>, in chunk: Span<UInt8>, with scanner: inout JSONScanner, _ growth: inout Growth
    ) -> Bool {
        var position = range.lowerBound
        for value in meaning.unread where range.contains(value.lowerBound) {
            guard passSame(position..<value.lowerBound, in: chunk, with: &scanner) else { return false }
            let start = scanner.offset
            do throws(JSONError) { try scanner.skipScalar(in: chunk) } catch { return false }
            growth.add(scanner.offset - start - value.count, at: value.upperBound)
            position = value.upperBound
        }
        return passSame(position..<range.upperBound, in: chunk, with: &scanner)
    }

    /// Keeps a chunk that was read in full.
    mutating func keep(_ chunk: Span<UInt8>, _ meaning: Meaning) {
        // Data that came in several lines has line ends; one line of the same bytes would mean something else.
        guard chunk.count <= Self.maximumSize, meaning.unread.count <= Self.maximumUnread,
            chunk.firstLineEnd(from: 0) == chunk.count
        else { return forget() }
        bytes.removeAll(keepingCapacity: true)
        chunk.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        self.meaning = meaning
    }

    mutating func forget() { bytes.removeAll(keepingCapacity: true) }
}

/// Where a range of the last chunk is in the next one, whose gaps have other sizes.
private struct Growth {
    private let original: Range<Int>?
    private var start = 0
    private var end = 0

    init(of range: Range<Int>?) { original = range }

    var range: Range<Int>? { original.map { $0.lowerBound + start..<$0.upperBound + end } }

    mutating func add(_ count: Int, at position: Int) {
        guard let original, count != 0 else { return }
        if position <= original.lowerBound { start += count }
        if position <= original.upperBound { end += count }
    }
}
