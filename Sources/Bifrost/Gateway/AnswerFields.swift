internal import LLM

/// An answer's `extra_fields` as they came; they are read when somebody asks for what is in them.
struct AnswerFields: Hashable, Sendable {
    /// The text of one JSON object.
    let json: [UInt8]
    /// How deep the values may be that are read; what lies deeper is read as null.
    private static let maximumDepth = 128

    init?(json: [UInt8]) {
        guard !json.isEmpty else { return nil }
        self.json = json
    }

    /// Finds them in an answer of any kind; nil when there are none.
    init?(in answer: [UInt8]) {
        do throws(JSONError) {
            guard let range = try Self.range(in: answer.span) else { return nil }
            json = Array(answer[range])
        } catch {
            return nil
        }
    }

    /// The object; nil when it cannot be read.
    var value: JSONValue? {
        var scanner = JSONScanner()
        return try? scanner.value(in: json.span, depth: Self.maximumDepth, rule: .readAsNull)
    }

    private static func range(in bytes: Span<UInt8>) throws(JSONError) -> Range<Int>? {
        var scanner = JSONScanner()
        var range: Range<Int>?
        guard try scanner.beginObjectIfPresent(in: bytes) else { return nil }
        while let key = try scanner.nextKey(in: bytes) {
            let isTheirs = key.string(in: bytes) == ChunkKey.extraFields.rawValue
            let isObject = try scanner.kind(in: bytes) == .object
            let start = scanner.offset
            try scanner.skipValue(in: bytes)
            if isTheirs && isObject { range = start..<scanner.offset }
        }
        return range
    }
}

extension AnswerFields: CustomReflectable {
    /// Empty: the provider's request and answer may be in it.
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension ResponseMetadata {
    /// The answer's `extra_fields`; nil when it had none.
    var answerFields: AnswerFields? {
        get { self[AnswerFields.self] }
        set { self[AnswerFields.self] = newValue }
    }
}
