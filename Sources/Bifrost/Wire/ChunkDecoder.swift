internal import LLM

/// Reads a chunk of a stream, or a whole answer, in one pass over its bytes.
///
/// Unknown fields are skipped unless they are asked for, and known ones of the wrong type count as missing; only what is not one JSON object
/// fails.
struct ChunkDecoder: Sendable {
    private let unknownFields: UnknownFields
    private let keepsJSON: Bool
    private var envelope: EnvelopeReader
    // Each chunk repeats these; a text is made only when they change.
    private var id = RepeatedText()
    private var model = RepeatedText()
    private var provider = RepeatedText()
    private var repeated = RepeatedChoices()
    /// The text of the last `extra_fields` that said something; its memory is used again for each chunk.
    private var extraFields: [UInt8] = []

    init(maximumDepth: Int, detail: AnswerDetail) {
        unknownFields = UnknownFields(
            areKept: detail.contains(.additionalFields), maximumDepth: maximumDepth)
        keepsJSON = detail.contains(.rawJSON)
        envelope = EnvelopeReader(maximumDepth: maximumDepth)
    }

    /// Reads one JSON object.
    ///
    /// - Parameter bytes: The object, with nothing but white space around it.
    /// - Returns: The chunk; nil when the object reports an error.
    /// - Throws: ``JSONError``, with the code `tooDeep` for kept values that are nested too deeply.
    mutating func decode(_ bytes: Span<UInt8>) throws(JSONError) -> ChatChunk? {
        var reader = ChoiceReader(unknownFields: unknownFields)
        var unknown: [String: JSONValue] = [:]
        var hasError = false
        var isErrorObject = false
        var chunk = try begin(with: &reader.scanner, in: bytes)
        let keys = ChunkKey.keys
        while let name = try reader.scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .id: chunk.id = id.read(try reader.scanner.textIfPresent(in: bytes), in: bytes)
            case .model: chunk.model = model.read(try reader.scanner.textIfPresent(in: bytes), in: bytes)
            case .choices:
                chunk.choices = try reader.choices(in: bytes)
                if !hasError && !isErrorObject { keepBeginning(chunk, reader, of: bytes) }
            case .usage: try reader.scanner.readUsage(into: &chunk, unknownFields, in: bytes)
            case .extraFields: chunk.provider = try readExtraFields(with: &reader.scanner, in: bytes)
            case .object: isErrorObject = try reader.scanner.textIfPresent(in: bytes)?.isErrorWord(in: bytes) ?? false
            case .error: hasError = try !reader.scanner.skipVoidValue(in: bytes)
            case .created: try envelope.read(.created, into: &chunk, with: &reader.scanner, in: bytes)
            case .serviceTier: try envelope.read(.serviceTier, into: &chunk, with: &reader.scanner, in: bytes)
            case .systemFingerprint:
                try envelope.read(.systemFingerprint, into: &chunk, with: &reader.scanner, in: bytes)
            case .citations: try envelope.read(.citations, into: &chunk, with: &reader.scanner, in: bytes)
            case .searchResults: try envelope.read(.searchResults, into: &chunk, with: &reader.scanner, in: bytes)
            case .videos: try envelope.read(.videos, into: &chunk, with: &reader.scanner, in: bytes)
            case nil: try reader.scanner.readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        try reader.scanner.end(in: bytes)
        if !unknown.isEmpty { chunk.additionalFields = unknown }
        if keepsJSON { chunk.rawJSON = bytes.withUnsafeBufferPointer(Array.init) }
        return hasError || isErrorObject || reader.foundError ? nil : chunk
    }

    /// Begins the object, or goes on behind its choices if they repeat those of the last chunk.
    private mutating func begin(
        with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) -> ChatChunk {
        if let known = repeated.read(with: &scanner, in: bytes) { return known }
        repeated.forget()
        try scanner.beginObject(in: bytes)
        return ChatChunk()
    }

    /// Keeps the beginning of a chunk that was just read up to the end of its choices.
    ///
    /// Not where something of it is kept as it was received, or depends on what came before.
    private mutating func keepBeginning(_ chunk: ChatChunk, _ reader: ChoiceReader, of bytes: Span<UInt8>) {
        guard !unknownFields.areKept, !keepsJSON, !envelope.hasLists, !reader.foundError else { return }
        repeated.keep(chunk, text: reader.onlyContent, end: reader.scanner.offset, of: bytes)
    }

    /// The last `extra_fields` that said something; nil when there were none.
    var answerFields: AnswerFields? { AnswerFields(json: extraFields) }

    private mutating func readExtraFields(
        with scanner: inout JSONScanner, in bytes: Span<UInt8>
    ) throws(JSONError) -> String? {
        var result: String?
        guard try scanner.beginObjectIfPresent(in: bytes) else { return nil }
        let start = scanner.offset - 1
        let keys = ExtraFieldsKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .provider: result = provider.read(try scanner.textIfPresent(in: bytes), in: bytes)
            case nil: try scanner.skipValue(in: bytes)
            }
        }
        keepExtraFields(start..<scanner.offset, of: bytes)
        return result
    }

    private mutating func keepExtraFields(_ range: Range<Int>, of bytes: Span<UInt8>) {
        guard range.count > "{}".utf8.count else { return }
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
