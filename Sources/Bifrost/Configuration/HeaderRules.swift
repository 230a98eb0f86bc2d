/// What may stand in a header field (RFC 9110 section 5).
enum HeaderRules {
    /// Fields that frame or route the request: a second opinion about them makes requests that servers read differently.
    static let reserved: Set<String> = ["content-length", "host", "transfer-encoding"]

    /// Whether this is a token (RFC 9110 section 5.6.2).
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(isTokenByte)
    }

    /// Whether there are no control characters but the tab in it (RFC 9110 section 5.5).
    static func isValue(_ value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\t") }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
