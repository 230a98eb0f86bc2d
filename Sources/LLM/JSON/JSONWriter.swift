/// Writes JSON to bytes, compact and in the order of the calls.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    /// Makes a writer that has room for so many bytes before it grows.
    package init(capacity: Int) { bytes.reserveCapacity(capacity) }

    package mutating func beginObject() { open(ASCII.openBrace) }

    package mutating func endObject() { close(ASCII.closeBrace) }

    package mutating func beginArray() { open(ASCII.openBracket) }

    package mutating func endArray() { close(ASCII.closeBracket) }

    package mutating func key(_ key: String) {
        string(key)
        bytes.append(ASCII.colon)
        needsComma = false
    }

    package mutating func null() { write("null") }

    package mutating func bool(_ value: Bool) { write(value ? "true" : "false") }

    package mutating func integer(_ value: some BinaryInteger) { write(value.description) }

    /// Writes a number with as few digits as bring the same number back.
    package mutating func number(_ value: Double) throws(JSONError) {
        guard value.isFinite else { throw JSONError(.notFinite) }
        write(value.description)
    }

    package mutating func string(_ value: String) {
        separate()
        bytes.append(ASCII.quote)
        if value.utf8.withContiguousStorageIfAvailable({ appendEscaped($0) }) == nil {
            // A text of Foundation's own.
            var value = value
            value.withUTF8 { appendEscaped($0) }
        }
        bytes.append(ASCII.quote)
    }

    /// Writes any value, keys in order, lists and objects nested at most `depth` levels.
    package mutating func value(_ value: JSONValue, depth: Int) throws(JSONError) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): try number(value)
        case .string(let value): string(value)
        case .array where depth <= 0, .object where depth <= 0: throw JSONError(.tooDeep)
        case .array(let elements):
            beginArray()
            for element in elements { try self.value(element, depth: depth - 1) }
            endArray()
        case .object(let members):
            beginObject()
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                key(name)
                try self.value(member, depth: depth - 1)
            }
            endObject()
        }
    }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func write(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func separate() {
        if needsComma { bytes.append(ASCII.comma) }
        needsComma = true
    }

    /// Appends what lies between two escapes at once.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while start < text.count {
            let end = text.span.endOfPlainText(from: start)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
            if end < text.count { appendEscape(of: text[end]) }
            start = end + 1
        }
    }

    private mutating func appendEscape(of byte: UInt8) {
        switch byte {
        case ASCII.quote, ASCII.backslash: bytes.append(contentsOf: [ASCII.backslash, byte])
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default: bytes.append(contentsOf: "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
        }
    }
}
