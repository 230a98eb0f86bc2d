package import LLM

/// Reads a chunk of a stream, or a whole answer, in one pass over its bytes.
///
/// Unknown fields are skipped unless they are asked for, and known ones of the wrong type count as missing; only what is not one JSON object
/// fails.
package struct ChunkDecoder: Sendable {
    private let unknownFields: UnknownFields
    private let keepsJSON: Bool
    private var envelope: EnvelopeReader
    // Each chunk repeats these; a text is made only when they change.
    private var id = RepeatedText()
    private var model = RepeatedText()
    private var provider = RepeatedText()
    private var origin: ChunkOrigin?
    private var repeated = RepeatedChunk()
    /// The values of the chunk that nobody reads; the memory is used again for each chunk.
    private var unread: [Range<Int>] = []
    /// The first chunk has no text, and a whole answer has no second: nothing of them repeats.
    private var isFirst = true
    /// The text of the last `extra_fields` that said something; its memory is used again for each chunk.
    private var extraFields: [UInt8] = []

    package init(maximumDepth: Int, detail: AnswerDetail) {
        unknownFields = UnknownFields(
            areKept: detail.contains(.additionalFields), maximumDepth: maximumDepth)
        keepsJSON = detail.contains(.rawJSON)
        envelope = EnvelopeReader(maximumDepth: maximumDepth)
    }

    /// The last `extra_fields` that said something; nil when there were none.
    var answerFields: AnswerFields? { AnswerFields(json: extraFields) }

    /// Reads one JSON object.
    ///
    /// - Parameter bytes: The object, with nothing but white space around it.
    /// - Returns: The chunk; nil when the object reports an error.
    /// - Throws: ``JSONError``, with the code `tooDeep` for kept values that are nested too deeply.
    package mutating func decode(_ bytes: Span<UInt8>) throws(JSONError) -> ChatChunk? {
        if let match = repetition(bytes), match.length == bytes.count {
            if let range = match.extraFields { keepExtraFields(range, of: bytes) }
            return match.chunk
        }
        repeated.forget()
        unread.removeAll(keepingCapacity: true)
        return try decodeInFull(bytes)
    }

    /// Reads an object that says the same as the last one but for its text.
    ///
    /// - Parameter bytes: The object, and whatever follows.
    /// - Returns: What it says; nil when it is another object.
    func repetition(_ bytes: Span<UInt8>) -> RepeatedChunk.Match? { repeated.read(bytes) }

    // Not inlined: it is rare, and large.
    @inline(never)
    private mutating func decodeInFull(_ bytes: Span<UInt8>) throws(JSONError) -> ChatChunk? {
        var reader = ChoiceReader(unknownFields: unknownFields)
        var source = Source()
        var unknown: [String: JSONValue] = [:]
        var hasError = false
        var isErrorObject = false
        var chunk = ChatChunk()
        let keys = ChunkKey.keys
        try reader.scanner.beginObject(in: bytes)
        while let name = try reader.scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .id: source.id = id.read(try reader.scanner.textIfPresent(in: bytes), in: bytes)
            case .model: source.model = model.read(try reader.scanner.textIfPresent(in: bytes), in: bytes)
            case .choices: chunk.choices = try reader.choices(in: bytes)
            case .usage: try reader.scanner.readUsage(into: &chunk, unknownFields, in: bytes)
            case .extraFields: try readExtraFields(into: &source, with: &reader.scanner, in: bytes)
            case .object: isErrorObject = try reader.scanner.textIfPresent(in: bytes)?.isErrorWord(in: bytes) ?? false
            case .error: hasError = try !reader.scanner.skipVoidValue(in: bytes)
            case .created: try readIdentity(.created, into: &chunk, with: &reader.scanner, in: bytes)
            case .serviceTier: try readIdentity(.serviceTier, into: &chunk, with: &reader.scanner, in: bytes)
            case .systemFingerprint:
                try readIdentity(.systemFingerprint, into: &chunk, with: &reader.scanner, in: bytes)
            case .citations: try envelope.read(.citations, into: &chunk, with: &reader.scanner, in: bytes)
            case .searchResults: try envelope.read(.searchResults, into: &chunk, with: &reader.scanner, in: bytes)
            case .videos: try envelope.read(.videos, into: &chunk, with: &reader.scanner, in: bytes)
            case nil where unknownFields.areKept:
                try reader.scanner.readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            case nil: try skipUnread(with: &reader.scanner, in: bytes)
            }
        }
        try reader.scanner.end(in: bytes)
        chunk.origin = shared(source)
        if !unknown.isEmpty { chunk.additionalFields = unknown }
        if keepsJSON { chunk.rawJSON = bytes.withUnsafeBufferPointer(Array.init) }
        if hasError || isErrorObject || reader.foundError { return nil }
        if !isFirst { keepForRepetition(chunk, text: reader.onlyContent, source.extraFields, bytes) }
        isFirst = false
        return chunk
    }

    /// Who answers, and where the rest is said, as one chunk has it.
    private struct Source {
        var id: String?
        var model: String?
        var provider: String?
        var extraFields: Range<Int>?
    }

    /// The origin of the last chunk if it was the same, so that the chunks of an answer share one.
    private mutating func shared(_ source: Source) -> ChunkOrigin? {
        guard let origin, origin.id == source.id, origin.model == source.model, origin.provider == source.provider
        else {
            origin = ChunkOrigin(id: source.id, model: source.model, provider: source.provider)
            return origin
        }
        return origin
    }

    /// Keeps a chunk that is one text, unless something of it is kept as received or depends on what came before.
    private mutating func keepForRepetition(
        _ chunk: ChatChunk, text: JSONText?, _ extraFields: Range<Int>?, _ bytes: Span<UInt8>
    ) {
        guard let text, chunk.isOnlyText, case .text(let known, let choice) = chunk.content, !unknownFields.areKept,
            !keepsJSON, !envelope.hasLists
        else { return }
        // A `delta` that another one in the same choice replaced is not where the text came from.
        guard !text.isEmpty, text.string(in: bytes) == known else { return }
        repeated.keep(
            bytes,
            RepeatedChunk.Meaning(
                choice: choice, origin: chunk.origin,
                text: text.range.lowerBound - 1..<text.range.upperBound + 1,
                extraFields: extraFields, unread: unread))
    }

    private mutating func readIdentity(
        _ field: EnvelopeReader.Identity, into chunk: inout ChatChunk, with scanner: inout JSONScanner,
        in bytes: Span<UInt8>
    ) throws(JSONError) {
        if envelope.knows(field) { return try skipUnread(with: &scanner, in: bytes) }
        try envelope.read(field, into: &chunk, with: &scanner, in: bytes)
    }

    /// Skips a value that nobody reads, and notes where it was if it is a text or a number.
    private mutating func skipUnread(with scanner: inout JSONScanner, in bytes: Span<UInt8>) throws(JSONError) {
        switch try scanner.kind(in: bytes) {
        case .string, .number:
            let start = scanner.offset
            try scanner.skipScalar(in: bytes)
            if !isFirst { unread.append(start..<scanner.offset) }
        case .object, .array, .bool, .null: try scanner.skipValue(in: bytes)
        }
    }

    private mutating func readExtraFields(
        into source: inout Source, with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) {
        (source.provider, source.extraFields) = (nil, nil)
        guard try scanner.beginObjectIfPresent(in: bytes) else { return }
        let start = scanner.offset - 1
        let keys = ExtraFieldsKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .provider: source.provider = provider.read(try scanner.textIfPresent(in: bytes), in: bytes)
            case nil: try skipUnread(with: &scanner, in: bytes)
            }
        }
        guard scanner.offset - start > "{}".utf8.count else { return }
        source.extraFields = start..<scanner.offset
        keepExtraFields(start..<scanner.offset, of: bytes)
    }

    /// Keeps the `extra_fields` that stand in a range of an object.
    mutating func keepExtraFields(_ range: Range<Int>, of bytes: Span<UInt8>) {
        extraFields.removeAll(keepingCapacity: true)
        bytes.extracting(range).withUnsafeBufferPointer { extraFields.append(contentsOf: $0) }
    }
}

extension JSONScanner {
    /// Begins an object, or skips a value of another kind.
    mutating func beginObjectIfPresent(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard try kind(in: bytes) == .object else {
            try skipValue(in: bytes)
            return false
        }
        try beginObject(in: bytes)
        return true
    }

    /// Begins an array, or skips a value of another kind.
    mutating func beginArrayIfPresent(in bytes: Span<UInt8>) throws(JSONError) -> Bool {
        guard try kind(in: bytes) == .array else {
            try skipValue(in: bytes)
            return false
        }
        try beginArray(in: bytes)
        return true
    }
}

extension JSONText {
    private static let errorWord = Array("error".utf8)

    /// Whether this is the word that marks an object or a finish reason as a failure.
    func isErrorWord(in bytes: Span<UInt8>) -> Bool {
        guard !isEscaped else { return unescaped(in: bytes) == Self.errorWord }
        return range.count == Self.errorWord.count && bytes.matches(Self.errorWord, at: range.lowerBound)
    }
}
