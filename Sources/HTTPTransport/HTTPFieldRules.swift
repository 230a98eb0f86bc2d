/// What may stand in a request's head (RFC 9110 section 5).
///
/// One place for all layers: what configuration accepts, a transport must not refuse, and neither may let through
/// what would begin another field.
package enum HTTPFieldRules {
    /// Whether this is a token (RFC 9110 section 5.6.2), as a method and a field's name must be.
    package static func isToken(_ text: String) -> Bool {
        let allowed = tokenBytes
        return !text.isEmpty && text.utf8.haveAll { $0 < 128 && allowed[Int($0 >> 6)] >> ($0 & 63) & 1 == 1 }
    }

    /// Whether there are no control characters but the tab in it (RFC 9110 section 5.5).
    package static func isValue(_ text: String) -> Bool {
        text.utf8.haveAll { $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\t") }
    }

    /// A bit for each byte below 128 that a token may have.
    private static let tokenBytes: SIMD2<UInt64> = {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let bytes = Array(letters) + Array(capitals) + Array(digits) + Array("!#$%&'*+-.^_`|~".utf8)
        return bytes.reduce(into: SIMD2()) { $0[Int($1 >> 6)] |= 1 << UInt64($1 & 63) }
    }()
}

extension String.UTF8View {
    /// Whether all bytes are of a kind; over the bytes where they lie, which is much faster than one by one.
    @inline(__always)
    package func haveAll(_ isOfKind: (UInt8) -> Bool) -> Bool {
        withContiguousStorageIfAvailable { $0.allSatisfy(isOfKind) } ?? allSatisfy(isOfKind)
    }
}
