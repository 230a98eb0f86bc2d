/// An id for a call.
enum RequestID {
    private static let digits = Array("0123456789abcdef".utf8)
    /// How many digits stand between the hyphens.
    private static let groups = [8, 4, 4, 4, 12]

    /// Makes a random UUID (RFC 9562 section 5.4).
    static func random() -> String {
        let version: UInt64 = 4 << 12
        let variant: UInt64 = 0b10 << 62
        let high = UInt64.random(in: .min ... .max) & ~(0xF << 12) | version
        let low = UInt64.random(in: .min ... .max) & ~(0b11 << 62) | variant
        return String(unsafeUninitializedCapacity: 36) { space in
            var number = UInt128(high) << 64 | UInt128(low)
            var position = 0
            for group in groups {
                if position > 0 {
                    space[position] = UInt8(ascii: "-")
                    position += 1
                }
                for _ in 0..<group {
                    space[position] = digits[Int(truncatingIfNeeded: number >> 124)]
                    number <<= 4
                    position += 1
                }
            }
            return position
        }
    }
}
