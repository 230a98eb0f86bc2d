/// What may stand in a request's head (RFC 9110 section 5).
///
/// One place for all layers: what configuration accepts, a transport must not refuse, and neither may let through
/// what would begin another field.
package enum HTTPFieldRules {
    /// Whether this is a token (RFC 9110 section 5.6.2), as a method and a field's name must be.
    package static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
    }

    /// Whether there are no control characters but the tab in it (RFC 9110 section 5.5).
    package static func isValue(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\t") }
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
