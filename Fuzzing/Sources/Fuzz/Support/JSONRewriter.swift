@testable import LLM

/// Writes the same JSON in another way: every text in escapes, and white space wherever it may stand.
///
/// Members keep their order, and numbers their digits.
struct JSONRewriter {
    private(set) var text: [UInt8] = []
    /// How many members have a name that stood in the same object before.
    private(set) var repeatedNames = 0

    /// Nil when the input is no JSON.
    init?(_ bytes: [UInt8]) {
        var scanner = JSONScanner()
        do throws(JSONError) {
            try value(in: bytes.span, with: &scanner)
            try scanner.end(in: bytes.span)
        } catch {
            return nil
        }
    }

    private mutating func value(in bytes: Span<UInt8>, with scanner: inout JSONScanner) throws(JSONError) {
        switch try scanner.kind(in: bytes) {
        case .string: string(try scanner.text(in: bytes).string(in: bytes))
        case .object:
            try scanner.beginObject(in: bytes)
            add(" {\n")
            var names: Set<String> = []
            while let key = try scanner.nextKey(in: bytes) {
                if !names.isEmpty { add("\t,") }
                if !names.insert(key.string(in: bytes)).inserted { repeatedNames += 1 }
                string(key.string(in: bytes))
                add(" : ")
                try value(in: bytes, with: &scanner)
            }
            add("\r}")
        case .array:
            try scanner.beginArray(in: bytes)
            add("[ ")
            var isFirst = true
            while try scanner.nextElement(in: bytes) {
                if !isFirst { add("\n, ") }
                isFirst = false
                try value(in: bytes, with: &scanner)
            }
            add(" ]\n")
        default: add(try scanner.rawText(in: bytes))
        }
    }

    private mutating func string(_ string: String) {
        add("\"")
        for unit in string.utf16 {
            let digits = String(unit, radix: 16)
            add("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
        add("\"")
    }

    private mutating func add(_ piece: String) { text += piece.utf8 }
}
