/// The bytes that have a meaning in JSON.
enum ASCII {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
    static let minus = UInt8(ascii: "-")
    static let zero = UInt8(ascii: "0")
    static let space = UInt8(ascii: " ")
}

extension UInt8 {
    /// White space of RFC 8259 section 2: space, tab, LF and CR.
    var isJSONWhitespace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

    var isDigit: Bool { self &- ASCII.zero < 10 }

    /// The value of a hexadecimal digit; nil for any other byte.
    var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self) - 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self) - 0x37
        default: nil
        }
    }
}
