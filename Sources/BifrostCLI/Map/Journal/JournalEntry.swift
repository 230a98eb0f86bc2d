import LLM

/// A line of an output of `bifrost map`, as far as it matters for going on.
enum JournalEntry: Equatable {
    /// The first line: what the output belongs to.
    case job(JobMark)
    /// A line was answered.
    case result(line: Int, usage: JobUsage)
    /// A line failed with an error of this class.
    case failure(line: Int, kind: String)
    /// Requests were sent as a file, for a batch to be made of.
    case upload(BatchPart)
    /// A batch was made of the requests.
    case batch(BatchPart)
    /// All answers of a batch are in the output.
    case collected(batch: String)
    /// Something else, such as a summary.
    case other

    /// No line longer than this is one of ours.
    static let maximumLine = 64 << 20

    /// Reads a line; nil when it is no entry, be it torn or foreign.
    init?(_ bytes: [UInt8]) {
        do throws(JSONError) {
            self = try JournalFields(bytes).entry(bytes)
        } catch {
            return nil
        }
    }
}

/// Tokens and money, as far as they were reported.
struct JobUsage: Equatable, Sendable {
    var input = 0
    var output = 0
    /// Nil when no answer told its price.
    var cost: Double?

    static func += (left: inout JobUsage, right: JobUsage) {
        left.input += right.input
        left.output += right.output
        if let cost = right.cost { left.cost = (left.cost ?? 0) + cost }
    }
}

extension JobUsage {
    init(_ usage: Usage?) {
        self.init(input: usage?.input ?? 0, output: usage?.output ?? 0, cost: usage?.cost?.total)
    }
}

/// What of an entry is read in place: answers are long, and there may be millions.
private struct JournalFields {
    var type: String?
    var line: Int?
    var kind: String?
    var usage = JobUsage()

    init(_ bytes: [UInt8]) throws(JSONError) {
        let span = bytes.span
        var scanner = JSONScanner()
        try scanner.beginObject(in: span)
        while let name = try scanner.nextKey(in: span) {
            switch name.string(in: span) {
            case "type": type = try scanner.stringIfPresent(in: span)
            case "line": line = try scanner.integerIfPresent(in: span)
            case "kind": kind = try scanner.stringIfPresent(in: span)
            case "cost": usage.cost = try scanner.numberIfPresent(in: span)
            case "usage": try readUsage(with: &scanner, in: span)
            default: try scanner.skipValue(in: span)
            }
        }
        try scanner.end(in: span)
    }

    private mutating func readUsage(with scanner: inout JSONScanner, in span: Span<UInt8>) throws(JSONError) {
        guard try scanner.kind(in: span) == .object else { return try scanner.skipValue(in: span) }
        try scanner.beginObject(in: span)
        while let name = try scanner.nextKey(in: span) {
            switch name.string(in: span) {
            case "input": usage.input = try scanner.integerIfPresent(in: span) ?? 0
            case "output": usage.output = try scanner.integerIfPresent(in: span) ?? 0
            default: try scanner.skipValue(in: span)
            }
        }
    }

    func entry(_ bytes: [UInt8]) throws(JSONError) -> JournalEntry {
        switch (type, line) {
        case ("result", let line?): return .result(line: line, usage: usage)
        case ("error", let line?): return .failure(line: line, kind: kind ?? "")
        case ("job", _): return JobMark(try JSONValue(parsing: bytes)).map { .job($0) } ?? .other
        case ("upload", _): return BatchPart(try JSONValue(parsing: bytes)).map { .upload($0) } ?? .other
        case ("batch", _): return BatchPart(try JSONValue(parsing: bytes)).map { .batch($0) } ?? .other
        case ("collected", _):
            return try JSONValue(parsing: bytes)["batch"]?.stringValue.map { .collected(batch: $0) } ?? .other
        default: return .other
        }
    }
}
