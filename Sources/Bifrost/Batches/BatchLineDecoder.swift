internal import LLM

/// Reads a batch's answers: a file of lines, each with JSON of its own, or the gateway's list of all of them.
///
/// What is parsed tells which it is, so that either may come from either route. Lines are handed on as they arrive; a
/// list is read when it is whole. Only a list begins with a bare bracket on a line of its own.
struct BatchLineDecoder: StreamDecoder {
    private let limits: AnswerLimits
    private let errors: ErrorDecoder
    private let isPage: Bool
    private var splitter: JSONLineSplitter
    private var number = 0
    /// A list of several lines, as far as it came.
    private var list: [UInt8]?
    private var hasEnded = false
    /// What a list had in it, last first.
    private var pending: [BatchLine] = []
    private(set) var eventsReceived = 0
    private(set) var answerFields: AnswerFields?

    /// - Parameters:
    ///   - contentType: The answer's content type: a page of HTML is no answer of a batch.
    ///   - maximumLine: The most bytes of a line; a list may be one line.
    ///   - limits: How much is taken in.
    ///   - errors: Makes errors of what the gateway reports.
    init(contentType: String?, maximumLine: Int, limits: AnswerLimits, errors: ErrorDecoder) {
        isPage = contentType.map(MediaType.isHTML) ?? false
        splitter = JSONLineSplitter(maximumLength: maximumLine)
        self.limits = limits
        self.errors = errors
    }

    var isDone: Bool { false }
    var isComplete: Bool { false }

    mutating func append(_ bytes: [UInt8]) { splitter.append(bytes) }

    mutating func bytesEnded() {
        splitter.end()
        hasEnded = true
    }

    mutating func next() throws(LLMError) -> BatchLine? {
        guard !isPage else { throw LLMError(.malformed, "the answer is a page of HTML, not a batch's answers") }
        while pending.isEmpty, let line = try splitter.next() {
            number += 1
            try take(line)
        }
        if pending.isEmpty, hasEnded { try readList() }
        guard let line = pending.popLast() else { return nil }
        eventsReceived += 1
        return line
    }

    func end(connectionLost: Bool) throws(LLMError) {
        if connectionLost { throw LLMError(.truncated, "the connection was lost before the answer was complete") }
    }
}

extension BatchLineDecoder {
    private mutating func take(_ line: [UInt8]) throws(LLMError) {
        let text = line.lazy.filter { $0 > UInt8(ascii: " ") }.prefix(2)
        if list != nil || text.elementsEqual([UInt8(ascii: "{")]) || text.elementsEqual([UInt8(ascii: "[")]) {
            try addToList(line)
        } else if text.isEmpty {
            return
        } else if let json = try? JSONValue(parsing: line, maximumDepth: limits.jsonDepth) {
            try take(json, line)
        } else if !splitter.lineIsEnded {
            throw LLMError(.truncated, "the answer ended in the middle of a line")
        } else {
            let text = String(decoding: line, as: UTF8.self)
            pending = [.unreadable(.init(number: number, message: "the line is not JSON", text: text))]
        }
    }

    private mutating func addToList(_ line: [UInt8]) throws(LLMError) {
        list = list ?? []
        list? += line
        guard list?.count ?? 0 <= limits.body else {
            throw LLMError(.malformed, "the list has more than \(limits.body) bytes; AnswerLimits.body allows no more")
        }
    }

    private mutating func readList() throws(LLMError) {
        guard let bytes = list else { return }
        list = nil
        try take(try JSONValue(received: bytes, maximumDepth: limits.jsonDepth, as: "the list"), bytes)
    }

    private mutating func take(_ json: JSONValue, _ bytes: [UInt8]) throws(LLMError) {
        guard let entries = try entries(of: json, bytes) else {
            pending = [.result(BatchResult(json))]
            return
        }
        answerFields = AnswerFields(in: bytes) ?? answerFields
        let unreadable = (json["parse_errors"]?.arrayValue ?? []).map { BatchLine.unreadable(.init($0)) }
        pending = (entries.map { .result(BatchResult($0)) } + unreadable).reversed()
    }

    /// The entries of a list; nil for what is an entry itself.
    private func entries(of json: JSONValue, _ bytes: [UInt8]) throws(LLMError) -> [JSONValue]? {
        let lists = [json["results"], json["data"]]
        if let entries = json.arrayValue ?? lists.lazy.compactMap({ $0?.arrayValue }).first { return entries }
        // An entry may have an error of its own; one without a name is the gateway's.
        guard json["custom_id"] == nil else { return nil }
        if let error = errors.error(declaredIn: bytes) { throw error }
        return lists.contains(.null) ? [] : nil
    }
}

extension BatchLine.Unreadable {
    /// Reads what the gateway says about a line.
    fileprivate init(_ json: JSONValue) {
        number = (json["line"] ?? json["line_number"])?.integerValue
        message = json.stringValue ?? (json["error"] ?? json["message"])?.stringValue ?? "the line cannot be read"
        text = nil
    }
}
