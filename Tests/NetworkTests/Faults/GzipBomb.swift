/// A compressed body without end (RFC 1952, RFC 1951), in which 13 bits stand for 258 bytes.
enum GzipBomb {
    /// The header, and one block with fixed codes: a literal and a repetition, which end with a byte.
    static let head: [UInt8] = {
        var bits = Bits()
        bits.append(0b1, count: 1)  // the last block
        bits.append(0b01, count: 2)  // fixed codes
        bits.appendReversed(0x30 + Int(UInt8(ascii: "x")), count: 8)
        bits.appendRepetition()
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + bits.bytes
    }()

    /// What can follow any number of times: 2 MB in 13 kB.
    static let piece: [UInt8] = {
        var bits = Bits()
        for _ in 0..<8000 { bits.appendRepetition() }
        return bits.bytes
    }()

    private struct Bits {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, count: Int) {
            for bit in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(used) }
                used += 1
            }
        }

        /// The last byte 258 times.
        mutating func appendRepetition() {
            appendReversed(0b1100_0101, count: 8)  // length 258
            appendReversed(0, count: 5)  // distance 1
        }

        /// Codes are packed from their highest bit on.
        mutating func appendReversed(_ value: Int, count: Int) {
            for bit in (0..<count).reversed() { append(value >> bit & 1, count: 1) }
        }
    }
}
