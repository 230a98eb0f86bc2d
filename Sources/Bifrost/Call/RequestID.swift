/// An id for a call.
enum RequestID {
    /// Makes a random UUID (RFC 9562 section 5.4).
    static func random() -> String {
        let version: UInt64 = 4 << 12
        let variant: UInt64 = 0b10 << 62
        let high = UInt64.random(in: .min ... .max) & ~(0xF << 12) | version
        let low = UInt64.random(in: .min ... .max) & ~(0b11 << 62) | variant
        let digits = hexadecimal(high) + hexadecimal(low)
        var text = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { text.append("-") }
            text.append(digit)
        }
        return text
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
