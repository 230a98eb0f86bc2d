internal import LLM

/// Reads what describes an answer as a whole: chunk after chunk repeats it, so it is read only when it changes.
struct EnvelopeReader: Sendable {
    enum Field: Int, CaseIterable {
        case created, serviceTier, systemFingerprint, citations, searchResults, videos
    }

    private let maximumDepth: Int
    /// How each field was written last.
    private var texts = [[UInt8]](repeating: [], count: Field.allCases.count)

    init(maximumDepth: Int) { self.maximumDepth = maximumDepth }

    /// Takes a field's value; the chunk gets it unless the last one had the same.
    mutating func read(
        _ field: Field, into chunk: inout ChatChunk, with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) {
        var start = scanner
        let range = try scanner.extent(in: bytes).range
        let last = texts[field.rawValue]
        guard range.count != last.count || !bytes.matches(last, at: range.lowerBound) else { return }
        texts[field.rawValue] = bytes.extracting(range).withUnsafeBufferPointer(Array.init)
        chunk.take(try start.value(in: bytes, depth: maximumDepth, rule: .readAsNull), as: field)
    }
}

extension ChatChunk {
    /// Zero and empty texts mean that nothing is known.
    fileprivate mutating func take(_ value: JSONValue, as field: EnvelopeReader.Field) {
        switch field {
        case .created: if let time = value.integerValue, time != 0 { created = time }
        case .serviceTier: if let tier = value.nonEmptyText { serviceTier = ServiceTier(rawValue: tier) }
        case .systemFingerprint: if let fingerprint = value.nonEmptyText { systemFingerprint = fingerprint }
        case .citations: if let list = value.nonEmptyList { citations = list.compactMap(\.stringValue) }
        case .searchResults: if let list = value.nonEmptyList { searchResults = list.map(SearchResult.init(json:)) }
        case .videos: if let list = value.nonEmptyList { videos = list }
        }
    }
}

extension JSONValue {
    fileprivate var nonEmptyText: String? { stringValue.flatMap { $0.isEmpty ? nil : $0 } }

    fileprivate var nonEmptyList: [JSONValue]? { arrayValue.flatMap { $0.isEmpty ? nil : $0 } }
}
