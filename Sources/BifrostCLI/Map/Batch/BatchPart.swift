import LLM

/// The part of an input that one batch answers.
struct BatchPart: Equatable, Sendable {
    /// The file with its requests.
    var file: String
    /// The batch; nil before it is made.
    var batch: String?
    /// Its first and last line.
    var lines: ClosedRange<Int>
    /// Where its first line begins in the input.
    var offset: Int

    /// The name of a line's request; providers take few characters.
    static func name(ofLine line: Int) -> String { "line-\(line)" }

    /// The line of a request's name; nil for another one.
    static func line(named name: String?) -> Int? {
        guard let name, name.hasPrefix("line-") else { return nil }
        return Int(name.dropFirst("line-".count))
    }
}

extension BatchPart {
    init?(_ json: JSONValue) {
        guard let file = json["file"]?.stringValue, let first = json["first"]?.integerValue,
            let last = json["last"]?.integerValue, first >= 1, first <= last, let offset = json["offset"]?.integerValue
        else { return nil }
        self.init(file: file, batch: json["batch"]?.stringValue, lines: first...last, offset: offset)
    }
}

extension JSONOutput {
    /// The line of requests that were sent, or of the batch that was made of them.
    static func part(_ part: BatchPart) -> JSONOutput {
        [
            "type": part.batch == nil ? "upload" : "batch", "batch": .string(part.batch), "file": .string(part.file),
            "first": .integer(part.lines.lowerBound), "last": .integer(part.lines.upperBound),
            "offset": .integer(part.offset),
        ]
    }

    /// The line that says that all of a batch's answers are above.
    static func collected(_ batch: String) -> JSONOutput { ["type": "collected", "batch": .string(batch)] }
}
