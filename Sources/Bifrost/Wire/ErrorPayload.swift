internal import LLM

/// What an error's JSON says, in whichever of the known shapes it comes.
///
/// The gateway's envelope is `{"type", "status_code", "error": {"type", "code", "message"}, "extra_fields": {…}}`;
/// `error` may be a plain text, may hang on a choice, or may be missing with its fields at the top level.
struct ErrorPayload {
    /// The words that can name a class, in the order in which they count.
    let words: [String]
    let type: String?
    let code: String?
    let message: String?
    let provider: String?
    /// The status that the error names where HTTP has none.
    let status: Int?
    let retryAfterMilliseconds: Double?
    /// Whether the JSON says that it is an error, rather than just having been sent as one.
    let isDeclared: Bool

    init(_ root: JSONValue) {
        let declared = Self.declaredError(in: root)
        let detail = declared?.objectValue == nil ? root : declared
        let extra = root["extra_fields"]
        isDeclared = declared != nil || root["object"] == "error"
        // A bare "error" only says what kind of JSON this is.
        let types = [root["type"], detail?["type"]].compactMap { $0?.word }.filter { $0 != "error" }
        type = types.first
        code = detail?["code"]?.word
        words = types + [code, extra?["error_type"]?.word].compactMap(\.self)
        message = Self.message(declared: declared, detail: detail, root: root)
        provider = extra?["provider"]?.word
        status = [root["status_code"], detail?["code"], detail?["status"]]
            .compactMap { $0?.wholeNumber }.first(where: (400...599).contains)
        retryAfterMilliseconds = extra?["retry_after_ms"].flatMap {
            $0.numberValue ?? $0.stringValue.flatMap(Double.init)
        }
    }

    /// Whether an event's JSON reports an error.
    ///
    /// OpenAI's form has its type beside the message, with no `error` around it.
    static func isReported(by event: JSONValue) -> Bool { ErrorPayload(event).isDeclared || event["type"] == "error" }

    private static func declaredError(in root: JSONValue) -> JSONValue? {
        if let error = root["error"], !error.isVoid { return error }
        return root["choices"]?.arrayValue?.lazy.compactMap { $0["error"] }.first { !$0.isVoid }
    }

    private static func message(declared: JSONValue?, detail: JSONValue?, root: JSONValue) -> String? {
        let candidates = [
            declared, detail?["message"], detail?["error"], root["message"], root["detail"], root["detail"]?[0]?["msg"],
            root,
        ]
        return candidates.lazy.compactMap { $0?.stringValue }.first { !$0.isEmpty }
    }
}

extension JSONValue {
    /// Reads what an error sent; whatever lies deeper than errors do is passed over.
    init?(errorBody bytes: [UInt8]) {
        var scanner = JSONScanner()
        do throws(JSONError) {
            let value = try scanner.value(in: bytes.span, depth: 8, rule: .readAsNull)
            try scanner.end(in: bytes.span)
            // Some providers put their one error into a list.
            self = value[0] ?? value
        } catch {
            return nil
        }
    }

    /// Whether it says nothing: null, false, zero, or an empty text, list or object.
    var isVoid: Bool {
        switch self {
        case .null, .bool(false), .integer(0), .number(0), .string(""), .array([]): true
        case .object(let members): members.isEmpty
        default: false
        }
    }

    /// A word, also one written as a number.
    fileprivate var word: String? {
        if let text = stringValue { return text.isEmpty ? nil : text }
        return integerValue.map(String.init)
    }

    /// A whole number, also one written as a text.
    fileprivate var wholeNumber: Int? { integerValue ?? stringValue.flatMap { Int($0) } }
}
