private import FoundationEssentials
internal import LLM

/// Reads an answer with embeddings in one pass over its bytes: there may be a million numbers in it, for which a tree
/// of values would take many times the memory.
struct EmbeddingReader {
    private(set) var embeddings: [Embedding] = []
    private(set) var model: String?
    private(set) var usage: Usage?
    private(set) var answerFields: AnswerFields?
    private(set) var unknown: [String: JSONValue] = [:]
    /// Whether the answer reports an error.
    private(set) var hasError = false
    private var scanner = JSONScanner()
    private let unknownFields: UnknownFields

    init(maximumDepth: Int) { unknownFields = UnknownFields(areKept: true, maximumDepth: maximumDepth) }

    mutating func read(_ bytes: Span<UInt8>) throws(JSONError) {
        try scanner.beginObject(in: bytes)
        let keys = EmbeddingAnswerKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .data: try readEmbeddings(in: bytes)
            case .model: model = try scanner.stringIfPresent(in: bytes).flatMap { $0.isEmpty ? nil : $0 }
            case .usage: usage = try scanner.usage(unknownFields, in: bytes)
            case .extraFields: try readExtraFields(in: bytes)
            case .error: hasError = try !scanner.skipVoidValue(in: bytes) || hasError
            case .object:
                hasError = try scanner.textIfPresent(in: bytes)?.isErrorWord(in: bytes) ?? false || hasError
            case nil: try scanner.readUnknown(name, into: &unknown, by: unknownFields, in: bytes)
            }
        }
        try scanner.end(in: bytes)
    }

    private mutating func readExtraFields(in bytes: Span<UInt8>) throws(JSONError) {
        guard try scanner.kind(in: bytes) == .object else { return try scanner.skipValue(in: bytes) }
        answerFields = AnswerFields(json: Array(try scanner.rawText(in: bytes).utf8))
    }

    private mutating func readEmbeddings(in bytes: Span<UInt8>) throws(JSONError) {
        guard try scanner.beginArrayIfPresent(in: bytes) else { return }
        while try scanner.nextElement(in: bytes) {
            guard try scanner.beginObjectIfPresent(in: bytes) else { continue }
            try readEmbedding(in: bytes)
        }
    }

    private mutating func readEmbedding(in bytes: Span<UInt8>) throws(JSONError) {
        // Go leaves out what is zero.
        var embedding = Embedding(index: embeddings.count, parts: [])
        let keys = EmbeddingKey.keys
        while let name = try scanner.nextKey(in: bytes) {
            switch keys.key(for: name, in: bytes) {
            case .index: embedding.index = try scanner.integerIfPresent(in: bytes) ?? embedding.index
            case .embedding: embedding.parts = try parts(in: bytes)
            case nil: try scanner.skipValue(in: bytes)
            }
        }
        embeddings.append(embedding)
    }

    /// The numbers of an embedding in any of its forms; empty when it has none.
    private mutating func parts(in bytes: Span<UInt8>) throws(JSONError) -> [[Float]] {
        guard try scanner.kind(in: bytes) == .string else { return try scanner.floatLists(in: bytes) ?? [] }
        let text = try scanner.text(in: bytes)
        let base64 = text.isEscaped ? text.unescaped(in: bytes) : bytes.extracting(text.range).array
        guard let data = Data(base64Encoded: Data(base64)), !data.isEmpty, data.count.isMultiple(of: 4) else {
            return []
        }
        return [Self.floats(in: [UInt8](data))]
    }

    private static func floats(in bytes: [UInt8]) -> [Float] {
        stride(from: 0, to: bytes.count, by: 4).map { start in
            let bits =
                UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]) << 16
                | UInt32(bytes[start + 3]) << 24
            return Float(bitPattern: bits)
        }
    }
}

private enum EmbeddingAnswerKey: String, CaseIterable {
    case object, data, model, usage
    case extraFields = "extra_fields"
    case error

    static let keys = WireKeys<Self>()
}

private enum EmbeddingKey: String, CaseIterable {
    case embedding, index

    static let keys = WireKeys<Self>()
}
