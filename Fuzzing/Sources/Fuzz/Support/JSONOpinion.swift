import FoundationEssentials
import LLM

/// What the JSON reader of Foundation makes of a text, and where it may think otherwise.
struct JSONOpinion {
    /// Nil when it is no JSON.
    let value: JSONValue?
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// Whether the text has something that the two readers are known to see differently.
    ///
    /// - Bytes that are not UTF-8, and halves of surrogate pairs: we read U+FFFD, Foundation refuses them.
    /// - UTF-16, UTF-32 and byte order marks: RFC 8259 section 8.1 forbids them to senders, and Foundation reads them.
    /// - Numbers beyond a `Double`: we read the largest `Double` or zero, Foundation refuses them.
    /// - Numbers from 2⁵³ on with a fraction or an exponent: Foundation rounds them to an integer first, and then to a
    ///   `Double`, which of 9007199254740993.5 makes 9007199254740992 where 9007199254740994 is nearer.
    /// - A comma behind the last member or element: RFC 8259 does not have it, and Foundation reads it.
    /// - A name that stands twice: we let the last one count, and Foundation does not look at the value of one of them.
    /// - Nesting near 512 levels, where either may stop first.
    var isPermittedToDiffer: Bool {
        !isUTF8 || hasSurrogate || bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || hasExtremeNumber
            || hasNumberRoundedTwice || hasLastComma || hasRepeatedName || mayBeDeep
    }

    private var isUTF8: Bool { String(validating: bytes, as: UTF8.self) != nil }

    private var hasSurrogate: Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return text.contains("\\ud")
    }

    private var hasExtremeNumber: Bool {
        numbers.contains { number in
            let exponent = number.drop { $0 | 0x20 != UInt8(ascii: "e") }.filter { 0x30...0x39 ~= $0 }
            return number.count > 200 || exponent.count > 2
        }
    }

    private var hasNumberRoundedTwice: Bool {
        numbers.contains { number in
            let value = Double(String(decoding: number, as: UTF8.self)) ?? 0
            return value.magnitude >= 0x1p53 && number.contains { ".eE".utf8.contains($0) }
        }
    }

    private var numbers: [ArraySlice<UInt8>] { bytes.split { !"+-.eE0123456789".utf8.contains($0) } }

    private var hasLastComma: Bool {
        let tokens = bytes.filter { !" \t\r\n".utf8.contains($0) }
        return zip(tokens, tokens.dropFirst()).contains { $0 == UInt8(ascii: ",") && "]}".utf8.contains($1) }
    }

    private var hasRepeatedName: Bool {
        var (isInString, isEscaped, colons) = (false, false, 0)
        for byte in bytes {
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            if byte == UInt8(ascii: ":"), !isInString { colons += 1 }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return value.map { $0.memberCount < colons } ?? false
    }

    private var mayBeDeep: Bool { bytes.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") } > 400 }
}

extension JSONValue {
    fileprivate var memberCount: Int {
        switch self {
        case .array(let elements): elements.reduce(0) { $0 + $1.memberCount }
        case .object(let members): members.values.reduce(members.count) { $0 + $1.memberCount }
        default: 0
        }
    }

    /// The value with all numbers as `Double`: Foundation cannot tell `1.0` from `1`.
    var withPlainNumbers: JSONValue {
        switch self {
        case .integer(let value): .number(Double(value))
        case .number(let value): .number(value)
        case .array(let elements): .array(elements.map(\.withPlainNumbers))
        case .object(let members): .object(members.mapValues(\.withPlainNumbers))
        default: self
        }
    }
}
