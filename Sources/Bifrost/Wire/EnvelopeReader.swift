internal import LLM

/// Reads what describes an answer as a whole: chunk after chunk repeats it, so identity is read once, and lists when
/// they change.
struct EnvelopeReader: Sendable {
    enum Identity: UInt8 {
        case created, serviceTier, systemFingerprint

        fileprivate var bit: UInt8 { 1 << rawValue }
    }

    enum List: Int, CaseIterable {
        case citations, searchResults, videos
    }

    private let maximumDepth: Int
    /// A bit for each identity that is known.
    private var known: UInt8 = 0
    /// How each list was written last.
    private var lists = [[UInt8]](repeating: [], count: List.allCases.count)

    /// Whether any chunk had a list, even an empty one.
    var hasLists: Bool { lists.contains { !$0.isEmpty } }

    init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

    /// Whether an earlier chunk had it, so that it is not read again.
    func knows(_ field: Identity) -> Bool { known & field.bit != 0 }

    /// Takes a value that is not known yet.
    mutating func read(
        _ field: Identity, into chunk: inout ChatChunk, with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) {
        let value = try scanner.value(in: bytes, depth: maximumDepth, rule: .readAsNull)
        if chunk.take(value, as: field) { known |= field.bit }
    }

    /// Takes a list; the chunk gets it unless the last one was the same.
    mutating func read(
        _ field: List, into chunk: inout ChatChunk, with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) {
        var start = scanner
        let range = try scanner.extent(in: bytes).range
        let last = lists[field.rawValue]
        guard range.count != last.count || !bytes.matches(last, at: range.lowerBound) else { return }
        lists[field.rawValue] = bytes.extracting(range).withUnsafeBufferPointer(Array.init)
        let list = try start.value(in: bytes, depth: maximumDepth, rule: .readAsNull).arrayValue
        if let list, !list.isEmpty { chunk.take(list, as: field) }
    }
}

extension ChatChunk {
    /// Tells whether there was something to take: zero and an empty text mean that nothing is known.
    fileprivate mutating func take(_ value: JSONValue, as field: EnvelopeReader.Identity) -> Bool {
        switch (field, value) {
        case (.created, _) where value.integerValue ?? 0 != 0: created = value.integerValue
        case (.serviceTier, .string(let tier)) where !tier.isEmpty: serviceTier = ServiceTier(rawValue: tier)
        case (.systemFingerprint, .string(let mark)) where !mark.isEmpty: systemFingerprint = mark
        default: return false
        }
        return true
    }

    fileprivate mutating func take(_ list: [JSONValue], as field: EnvelopeReader.List) {
        switch field {
        case .citations: citations = list.compactMap(\.stringValue)
        case .searchResults: searchResults = list.map(SearchResult.init(json:))
        case .videos: videos = list
        }
    }
}
